package learner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kube.controlplane.apiserver.selector.Selectors;

/// Reads label selectors: first into words, then into requirements, all of which must hold.
public class MySelectors implements Selectors {

  @Override
  public Predicate<Map<String, String>> parse(String text) throws BadSelector {
    List<Requirement> requirements = new Reader(text).requirements();
    return labels -> requirements.stream().allMatch(it -> it.holdsFor(labels));
  }

  @Override
  public String canonical(String text) {
    try {
      return new Reader(text).requirements().stream().map(Requirement::inOneForm).distinct()
          .sorted().collect(Collectors.joining(","));
    } catch (BadSelector bad) {
      throw new IllegalArgumentException(text, bad);
    }
  }

  /// One condition; without values it is about the key alone.
  ///
  /// Negated, it holds for all that it would leave out otherwise: also for what has no such key.
  private record Requirement(String key, boolean isNegated, SortedSet<String> values) {

    boolean holdsFor(Map<String, String> labels) {
      boolean isMet = labels.containsKey(key)
          && (values.isEmpty() || values.contains(labels.get(key)));
      return isMet != isNegated;
    }

    String inOneForm() {
      return switch (values.size()) {
        case 0 -> (isNegated ? "!" : "") + key;
        case 1 -> key + (isNegated ? "!=" : "=") + values.getFirst();
        default -> key + (isNegated ? " notin (" : " in (") + String.join(",", values) + ")";
      };
    }
  }

  /// Takes one word after the other, each where it may stand.
  private static final class Reader {
    private static final Pattern WORD = Pattern.compile("==|!=|[=!(),]|[^\\s=!(),]+");
    private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final String HOST = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern KEY = Pattern.compile(
        "((?=[^/]{1,253}/)" + HOST + "([.]" + HOST + ")*/)?" + NAME);
    private static final Pattern VALUE = Pattern.compile(NAME);

    private record Word(String text, int position) {
      boolean isSign() {
        return "=!(),".indexOf(text.charAt(0)) >= 0;
      }
    }

    private final List<Word> words;
    private final int length;
    private int next;

    Reader(String text) {
      this.words = WORD.matcher(text).results()
          .map(found -> new Word(found.group(), found.start())).toList();
      this.length = text.length();
    }

    List<Requirement> requirements() throws BadSelector {
      List<Requirement> requirements = new ArrayList<>();
      if (words.isEmpty()) return requirements;
      do {
        requirements.add(requirement());
      } while (takes(","));
      if (!isAtEnd()) throw unexpected("a comma");
      return requirements;
    }

    private Requirement requirement() throws BadSelector {
      boolean isAbsent = takes("!");
      String key = word(KEY, "a key");
      if (isAbsent || isAtEnd() || isNext(",")) {
        return new Requirement(key, isAbsent, Collections.emptySortedSet());
      }
      if (takes("=") || takes("==")) return new Requirement(key, false, one(value()));
      if (takes("!=")) return new Requirement(key, true, one(value()));
      if (takes("in")) return new Requirement(key, false, values());
      if (takes("notin")) return new Requirement(key, true, values());
      throw unexpected("an operator");
    }

    private SortedSet<String> values() throws BadSelector {
      if (!takes("(")) throw unexpected("(");
      SortedSet<String> values = new TreeSet<>();
      do {
        values.add(value());
      } while (takes(","));
      if (!takes(")")) throw unexpected(")");
      return values;
    }

    /// A value; where none stands, it is the empty one.
    private String value() throws BadSelector {
      return isAtEnd() || words.get(next).isSign() ? "" : word(VALUE, "a value");
    }

    private String word(Pattern form, String expected) throws BadSelector {
      if (isAtEnd() || !form.matcher(words.get(next).text()).matches()) throw unexpected(expected);
      return words.get(next++).text();
    }

    private boolean takes(String word) {
      boolean isNext = isNext(word);
      if (isNext) next++;
      return isNext;
    }

    private boolean isNext(String word) {
      return !isAtEnd() && words.get(next).text().equals(word);
    }

    private boolean isAtEnd() {
      return next == words.size();
    }

    private static SortedSet<String> one(String value) {
      return new TreeSet<>(List.of(value));
    }

    private BadSelector unexpected(String expected) {
      int position = isAtEnd() ? length : words.get(next).position();
      return new BadSelector("expected " + expected + " at position " + position, position);
    }
  }
}
