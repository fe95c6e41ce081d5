package kube.node.containerruntime.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import kube.node.containerruntime.shell.Tool.Call;

/// Tools that change text on its way: `sed`, `tr` and `cut`.
///
/// **Models** what commands in documentation use of them: `sed` with one command that replaces,
/// deletes or prints, for all lines, for some numbers or for those that match. **Leaves out** scripts of
/// several commands and the hold space.
final class EditTools {

  private static final Pattern ADDRESS = Pattern
      .compile("(?:(\\d+|\\$)(?:,(\\d+|\\$))?|/((?:[^/\\\\]|\\\\.)*)/)?(.*)", Pattern.DOTALL);

  private EditTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("sed", EditTools::edit);
    table.put("tr", EditTools::translate);
    table.put("cut", EditTools::cut);
  }

  private static void edit(Call call, IntConsumer done) {
    List<String> operands = call.operands();
    if (operands.isEmpty()) {
      done.accept(call.fail("usage: sed [-n] [-i] COMMAND [FILE]..."));
      return;
    }
    List<String> names = operands.subList(1, operands.size());
    FilterTools.withContent(call, names, done, content -> {
      Optional<List<String>> edited = edited(call, operands.getFirst(),
          FilterTools.lines(content));
      if (edited.isEmpty()) {
        done.accept(call.fail("unsupported command " + operands.getFirst()));
      } else if (call.has('i') && names.size() == 1) {
        String text = edited.get().isEmpty() ? "" : String.join("\n", edited.get()) + "\n";
        Optional<String> problem = call.files().write(call.path(names.getFirst()),
            text.getBytes(StandardCharsets.UTF_8), call.world().now());
        done.accept(problem.map(call::fail).orElse(0));
      } else {
        FilterTools.print(call, edited.get());
        done.accept(0);
      }
    });
  }

  /// Empty when the command is none that is known here.
  private static Optional<List<String>> edited(Call call, String script, List<String> lines) {
    Matcher parts = ADDRESS.matcher(script);
    if (!parts.matches()) return Optional.empty();
    String command = parts.group(4);
    List<String> result = new ArrayList<>();
    try {
      for (int number = 1; number <= lines.size(); number++) {
        String line = lines.get(number - 1);
        boolean isMeant = isMeant(parts, number, line, lines.size());
        if (command.equals("d")) {
          if (!isMeant) result.add(line);
        } else if (command.equals("p")) {
          if (isMeant) result.add(line);
          if (!call.has('n')) result.add(line);
        } else {
          Optional<String> replaced = isMeant ? replaced(command, line) : Optional.of(line);
          if (replaced.isEmpty()) return Optional.empty();
          if (!call.has('n')) result.add(replaced.get());
        }
      }
    } catch (PatternSyntaxException refused) {
      return Optional.empty();
    }
    return Optional.of(result);
  }

  private static boolean isMeant(Matcher address, int number, String line, int last) {
    String pattern = address.group(3);
    if (pattern != null) return Pattern.compile(pattern).matcher(line).find();
    String from = address.group(1);
    if (from == null) return true;
    int first = from.equals("$") ? last : Integer.parseInt(from);
    String to = address.group(2);
    int end = to == null ? first : to.equals("$") ? last : Integer.parseInt(to);
    return number >= first && number <= end;
  }

  /// `s/this/that/g`, where any sign may stand between the parts.
  private static Optional<String> replaced(String command, String line) {
    if (command.length() < 4 || command.charAt(0) != 's') return Optional.empty();
    String sign = Pattern.quote(command.substring(1, 2));
    String[] parts = command.substring(2).split("(?<!\\\\)" + sign, -1);
    if (parts.length != 3 || !parts[2].matches("[gi]*")) return Optional.empty();
    String by = parts[1].replace("$", "\\$").replaceAll("\\\\(\\d)", "\\$$1")
        .replaceAll("(?<!\\\\)&", "\\$0");
    Matcher found = Pattern.compile(parts[0].replaceAll("\\\\([()])", "$1"),
        parts[2].contains("i") ? Pattern.CASE_INSENSITIVE : 0).matcher(line);
    return Optional.of(parts[2].contains("g") ? found.replaceAll(by) : found.replaceFirst(by));
  }

  private static void translate(Call call, IntConsumer done) {
    List<String> sets = call.operands();
    boolean deletes = call.has('d');
    if (sets.size() != (deletes ? 1 : 2)) {
      done.accept(call.fail("usage: tr [-d] SET1 [SET2]"));
      return;
    }
    String from = signs(sets.getFirst());
    String to = deletes ? "" : signs(sets.getLast());
    call.streams().in().all(content -> {
      StringBuilder text = new StringBuilder();
      for (char sign : new String(content, StandardCharsets.UTF_8).toCharArray()) {
        int place = from.indexOf(sign);
        if (place < 0) text.append(sign);
        else if (!to.isEmpty()) text.append(to.charAt(Math.min(place, to.length() - 1)));
      }
      call.streams().out().text(text.toString());
      done.accept(0);
    });
  }

  /// All signs that a set such as `a-z` or `[:upper:]` means.
  private static String signs(String set) {
    String plain = set.replace("[:upper:]", "A-Z").replace("[:lower:]", "a-z")
        .replace("[:digit:]", "0-9").replace("[:space:]", " \t\n").replace("\\n", "\n")
        .replace("\\t", "\t");
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      boolean isRange = i + 2 < plain.length() && plain.charAt(i + 1) == '-';
      char last = isRange ? plain.charAt(i + 2) : plain.charAt(i);
      for (char sign = plain.charAt(i); sign <= last; sign++) signs.append(sign);
      if (isRange) i += 2;
    }
    return signs.toString();
  }

  /// `cut -d : -f 1,3` and `cut -c 1-5`
  private static void cut(Call call, IntConsumer done) {
    String delimiter = "\t";
    String list = "";
    boolean isOfSigns = false;
    List<String> names = new ArrayList<>();
    List<String> words = call.words();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.matches("-[dfc].*")) {
        names.add(word);
        continue;
      }
      String value = word.length() > 2
          ? word.substring(2)
          : i + 1 < words.size()
              ? words.get(++i)
              : "";
      if (word.charAt(1) == 'd') delimiter = value;
      else
        list = value;
      isOfSigns |= word.charAt(1) == 'c';
    }
    if (!list.matches("\\d{1,6}(-\\d{0,6})?(,\\d{1,6}(-\\d{0,6})?)*")) {
      done.accept(call.fail("usage: cut -d SIGN -f LIST [FILE]... or cut -c LIST [FILE]..."));
      return;
    }
    String wanted = list;
    String between = isOfSigns ? "" : delimiter;
    FilterTools.withContent(call, names, done, content -> {
      FilterTools.print(call, FilterTools.lines(content).stream()
          .map(line -> chosen(line, between, wanted)).toList());
      done.accept(0);
    });
  }

  private static String chosen(String line, String between, String list) {
    if (!between.isEmpty() && !line.contains(between)) return line;
    String[] parts = line.split(Pattern.quote(between), -1);
    List<String> chosen = new ArrayList<>();
    for (int number = 1; number <= parts.length; number++) {
      if (isIn(list, number)) chosen.add(parts[number - 1]);
    }
    return String.join(between, chosen);
  }

  private static boolean isIn(String list, int number) {
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      int first = Integer.parseInt(ends[0]);
      int last = ends.length == 1
          ? first
          : ends[1].isEmpty()
              ? Integer.MAX_VALUE
              : Integer.parseInt(ends[1]);
      if (number >= first && number <= last) return true;
    }
    return false;
  }
}
