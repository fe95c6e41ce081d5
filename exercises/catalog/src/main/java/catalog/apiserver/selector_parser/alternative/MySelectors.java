package learner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import kube.controlplane.apiserver.selector.Selectors;

/// Another way: letter by letter, without a list of words, and each condition is a predicate with
/// its form.
public final class MySelectors implements Selectors {

  @Override
  public Predicate<Map<String, String>> parse(String text) throws BadSelector {
    Predicate<Map<String, String>> all = _ -> true;
    for (Predicate<Map<String, String>> one : new Cursor(text).conditions().values()) {
      all = all.and(one);
    }
    return all;
  }

  @Override
  public String canonical(String text) {
    try {
      return String.join(",", new TreeSet<>(new Cursor(text).conditions().keySet()));
    } catch (BadSelector bad) {
      throw new IllegalStateException(bad);
    }
  }

  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
      skipBlanks();
    }

    Map<String, Predicate<Map<String, String>>> conditions() throws BadSelector {
      Map<String, Predicate<Map<String, String>>> conditions = new LinkedHashMap<>();
      if (at == text.length()) return conditions;
      condition(conditions);
      while (at < text.length()) {
        if (!skips(",")) throw bad(at);
        condition(conditions);
      }
      return conditions;
    }

    private void condition(Map<String, Predicate<Map<String, String>>> into) throws BadSelector {
      if (text.startsWith("!=", at)) throw bad(at);
      if (skips("!")) {
        String key = key();
        into.put("!" + key, labels -> !labels.containsKey(key));
        return;
      }
      String key = key();
      int start = at;
      if (skips("==") || skips("=")) {
        among(into, key, new TreeSet<>(java.util.List.of(value())), true);
      } else if (skips("!=")) {
        among(into, key, new TreeSet<>(java.util.List.of(value())), false);
      } else if (at == text.length() || text.charAt(at) == ',') {
        into.put(key, labels -> labels.containsKey(key));
      } else {
        String operator = word();
        boolean isIn = operator.equals("in");
        if (!isIn && !operator.equals("notin")) throw bad(start);
        if (!skips("(")) throw bad(at);
        TreeSet<String> values = new TreeSet<>();
        values.add(value());
        while (skips(",")) values.add(value());
        if (!skips(")")) throw bad(at);
        among(into, key, values, isIn);
      }
    }

    private static void among(Map<String, Predicate<Map<String, String>>> into, String key,
        TreeSet<String> values, boolean isIn) {
      String form = values.size() == 1
          ? key + (isIn ? "=" : "!=") + values.first()
          : key + (isIn ? " in (" : " notin (") + String.join(",", values) + ")";
      into.put(form, labels -> {
        String value = labels.get(key);
        return (value != null && values.contains(value)) == isIn;
      });
    }

    private String key() throws BadSelector {
      int start = at;
      String key = word();
      int slash = key.indexOf('/');
      boolean isGood = isName(key.substring(slash + 1))
          && (slash < 0 || isHost(key.substring(0, slash)));
      if (!isGood) throw bad(start);
      return key;
    }

    private String value() throws BadSelector {
      int start = at;
      String value = word();
      if (!value.isEmpty() && !isName(value)) throw bad(start);
      return value;
    }

    private static boolean isName(String word) {
      return word.length() <= 63 && word.matches("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    }

    private static boolean isHost(String prefix) {
      if (prefix.length() > 253) return false;
      for (String part : prefix.split("[.]", -1)) {
        if (!part.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")) return false;
      }
      return true;
    }

    /// The letters up to a blank or a sign; maybe none.
    private String word() {
      int start = at;
      while (at < text.length() && " \t\n=!(),".indexOf(text.charAt(at)) < 0) at++;
      String word = text.substring(start, at);
      skipBlanks();
      return word;
    }

    private boolean skips(String sign) {
      if (!text.startsWith(sign, at)) return false;
      at += sign.length();
      skipBlanks();
      return true;
    }

    private void skipBlanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    }

    private static BadSelector bad(int position) {
      return new BadSelector("no selector from here on", position);
    }
  }
}
