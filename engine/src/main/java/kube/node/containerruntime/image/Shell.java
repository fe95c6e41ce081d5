package kube.node.containerruntime.image;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// A shell that knows three commands: `sleep SECONDS`, `echo WORDS`, `exit CODE`.
///
/// **Models** what the examples of a course do with a shell. **Leaves out** the language: an unknown
/// command ends the program with 127, as a real shell would say "not found".
final class Shell implements Program {

  private static final int NOT_FOUND = 127;

  private final List<String> script;

  private Shell(List<String> script) {
    this.script = List.copyOf(script);
  }

  /// Reads `sh -c "…"` or a plain command; no words at all is an idle shell.
  static Program of(List<String> words) {
    boolean isScript = words.size() == 3 && words.get(1).equals("-c");
    String text = isScript ? words.get(2) : String.join(" ", words);
    return new Shell(
        Arrays.stream(text.split("\\s*(;|&&)\\s*")).filter(s -> !s.isBlank()).toList());
  }

  @Override
  public void start(Surroundings surroundings) {
    if (!script.isEmpty()) next(new ArrayDeque<>(script), surroundings);
  }

  private static void next(Queue<String> rest, Surroundings surroundings) {
    String command = rest.poll();
    if (command == null) {
      surroundings.exit(0);
      return;
    }
    String[] words = command.strip().split("\\s+", 2);
    String argument = words.length == 2 ? words[1].strip() : "";
    switch (words[0]) {
      case "sleep" -> surroundings.after(seconds(argument), () -> next(rest, surroundings));
      case "echo" -> {
        surroundings.print(argument.replaceAll("^[\"']|[\"']$", ""));
        next(rest, surroundings);
      }
      case "exit" ->
        surroundings.exit(argument.matches("\\d{1,3}") ? Integer.parseInt(argument) : 2);
      default -> {
        surroundings.print("sh: " + words[0] + ": not found");
        surroundings.exit(NOT_FOUND);
      }
    }
  }

  private static Duration seconds(String argument) {
    if (argument.equals("infinity")) return Duration.ofDays(36_500);
    return argument.matches("\\d{1,9}")
        ? Duration.ofSeconds(Integer.parseInt(argument))
        : Duration.ZERO;
  }
}
