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

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Input;
import kube.node.containerruntime.shell.Tool.Call;

/// Tools that take lines to pieces: `awk` and `xargs`.
///
/// **Models** what commands in documentation use of them: `awk '/this/ {print $2, "and", $NF}'`, `NR==1`
/// and `-F`; `xargs` with `-n` and `-I`. **Leaves out** the language that awk is: who needs more of it has
/// a task for a program.
final class ColumnTools {

  private static final Pattern PROGRAM = Pattern.compile(
      "\\s*(?:/((?:[^/\\\\]|\\\\.)*)/|NR\\s*(==|>=|<=|>|<)\\s*(\\d{1,9}))?\\s*"
          + "(?:\\{\\s*print\\s*([^{}]*?);?\\s*\\})?\\s*");
  private static final Pattern ITEM = Pattern
      .compile("\\$(\\d{1,3}|NF)|\"((?:[^\"\\\\]|\\\\.)*)\"|(NR|NF)|(,)|\\s+");
  private static final int NOT_FOUND = 127;
  private static final int SOME_FAILED = 123;

  private ColumnTools() {}

  static void addTo(Map<String, Tool> table) {
    table.put("awk", ColumnTools::pickColumns);
    table.put("xargs", ColumnTools::callWithWords);
  }

  private static void pickColumns(Call call, IntConsumer done) {
    List<String> words = new ArrayList<>(call.words());
    String separator = " ";
    if (!words.isEmpty() && words.getFirst().startsWith("-F")) {
      separator = words.removeFirst().substring(2);
      if (separator.isEmpty() && !words.isEmpty()) separator = words.removeFirst();
    }
    if (words.isEmpty() || separator.isEmpty()) {
      done.accept(call.fail("usage: awk [-F SEPARATOR] PROGRAM [FILE]..."));
      return;
    }
    Matcher program = PROGRAM.matcher(words.getFirst());
    String between = separator;
    FilterTools.withContent(call, words.subList(1, words.size()), done, content -> {
      Optional<List<String>> picked = program.matches()
          ? picked(program, between, FilterTools.lines(content))
          : Optional.empty();
      picked.ifPresent(lines -> FilterTools.print(call, lines));
      done.accept(picked.isPresent() ? 0 : call.fail("unsupported program " + words.getFirst()));
    });
  }

  /// Empty when the program is none that is known here.
  private static Optional<List<String>> picked(Matcher program, String separator,
      List<String> lines) {
    List<String> result = new ArrayList<>();
    String items = Optional.ofNullable(program.group(4)).filter(text -> !text.isEmpty())
        .orElse("$0");
    if (!ITEM.matcher(items).replaceAll("").isEmpty()) return Optional.empty();
    try {
      for (int number = 1; number <= lines.size(); number++) {
        String line = lines.get(number - 1);
        if (!isMeant(program, number, line)) continue;
        String[] columns = separator.equals(" ")
            ? line.strip().split("\\s+")
            : line.split(separator.length() == 1 ? Pattern.quote(separator) : separator, -1);
        result.add(printed(items, line, columns, number));
      }
    } catch (PatternSyntaxException refused) {
      return Optional.empty();
    }
    return Optional.of(result);
  }

  private static boolean isMeant(Matcher program, int number, String line) {
    if (program.group(1) != null) return Pattern.compile(program.group(1)).matcher(line).find();
    if (program.group(2) == null) return true;
    int wanted = Integer.parseInt(program.group(3));
    return switch (program.group(2)) {
      case "==" -> number == wanted;
      case ">=" -> number >= wanted;
      case "<=" -> number <= wanted;
      case ">" -> number > wanted;
      default -> number < wanted;
    };
  }

  private static String printed(String items, String line, String[] columns, int number) {
    int last = line.isBlank() ? 0 : columns.length;
    StringBuilder text = new StringBuilder();
    Matcher item = ITEM.matcher(items);
    while (item.find()) {
      if (item.group(1) != null) {
        int column = item.group(1).equals("NF") ? last : Integer.parseInt(item.group(1));
        text.append(column == 0 ? line : column <= last ? columns[column - 1] : "");
      } else if (item.group(2) != null) {
        text.append(item.group(2).replace("\\t", "\t").replace("\\n", "\n").replace("\\\"", "\""));
      } else if (item.group(3) != null) {
        text.append(item.group(3).equals("NR") ? number : last);
      } else if (item.group(4) != null) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static void callWithWords(Call call, IntConsumer done) {
    List<String> words = new ArrayList<>(call.words());
    int atOnce = Integer.MAX_VALUE;
    String place = "";
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      String option = words.removeFirst();
      boolean takesWord = option.equals("-n") || option.equals("-I");
      if (takesWord ? words.isEmpty() : !option.equals("-r")) {
        done.accept(call.fail("usage: xargs [-r] [-n WORDS] [-I TEXT] [COMMAND [WORD]...]"));
        return;
      }
      if (option.equals("-I")) place = words.removeFirst();
      else if (takesWord) atOnce = number(words.removeFirst());
    }
    if (words.isEmpty()) words.add("echo");
    int most = atOnce;
    String replaced = place;
    call.streams().in().all(content -> {
      List<List<String>> commands = replaced.isEmpty()
          ? appended(words, new String(content, StandardCharsets.UTF_8), most)
          : FilterTools.lines(content).stream().filter(line -> !line.isBlank())
              .map(line -> words.stream().map(word -> word.replace(replaced, line.strip()))
                  .toList())
              .toList();
      callEach(call, commands, 0, 0, done);
    });
  }

  private static int number(String word) {
    return word.matches("[1-9]\\d{0,6}") ? Integer.parseInt(word) : 1;
  }

  private static List<List<String>> appended(List<String> words, String text, int most) {
    List<String> all = text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    List<List<String>> commands = new ArrayList<>();
    for (int from = 0; from < all.size(); from += Math.min(most, all.size() - from)) {
      List<String> command = new ArrayList<>(words);
      command.addAll(all.subList(from, from + Math.min(most, all.size() - from)));
      commands.add(command);
    }
    return commands;
  }

  private static void callEach(Call call, List<List<String>> commands, int next, int code,
      IntConsumer done) {
    if (next == commands.size()) {
      done.accept(code);
      return;
    }
    List<String> words = commands.get(next);
    String name = Files.name(words.getFirst());
    Tool tool = call.world().hasTool(name) ? Tools.find(name) : null;
    if (tool == null) {
      call.fail(words.getFirst() + ": " + Files.ABSENT);
      done.accept(NOT_FOUND);
      return;
    }
    tool.run(new Call(name, words.subList(1, words.size()), call.variables(), call.directory(),
        call.streams().reading(Input.empty()), call.world()),
        ended -> callEach(call, commands, next + 1, ended == 0 ? code : SOME_FAILED, done));
  }
}
