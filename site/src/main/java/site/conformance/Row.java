package site.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One row of the command matrix.
///
/// The files read like a session at a terminal: `## name`, then `$ command` and what it prints. In
/// front of them may stand `since:` and `until:` (versions of kubectl that know the command) and
/// `waits:` (what the cluster still lacks for it); in front of a command, its `exit:` code when that
/// is not 0.
///
/// @param since the first minor version of kubectl 1 that it is for
/// @param until the last one
/// @param waits why it cannot pass yet; empty when it must
public record Row(String name, int since, int until, String waits, List<Step> steps) {

  /// One command, what it prints and how it ends.
  public record Step(String command, int exitCode, List<String> output) {
    public Step { output = List.copyOf(output); }
  }

  private static final List<String> FILES = List.of("1-asking", "2-creating", "3-changing",
      "4-running", "5-ending");

  public Row { steps = List.copyOf(steps); }

  /// All rows, in the order in which they have to run.
  public static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (String file : FILES) {
      String text = resource("/conformance/" + file + ".txt");
      String[] blocks = text.split("(?m)^## ");
      for (int i = 1; i < blocks.length; i++) rows.add(parse(blocks[i]));
    }
    return List.copyOf(rows);
  }

  /// Whether a kubectl of this minor version knows what the row needs.
  public boolean isFor(int minor) {
    return since <= minor && minor <= until;
  }

  private static Row parse(String block) {
    List<String> lines = block.lines().toList();
    int since = 0;
    int until = Integer.MAX_VALUE;
    int exitCode = 0;
    String waits = "";
    List<Step> steps = new ArrayList<>();
    List<String> output = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("since: ")) {
        since = Integer.parseInt(line.substring("since: 1.".length()));
      } else if (line.startsWith("until: ")) {
        until = Integer.parseInt(line.substring("until: 1.".length()));
      } else if (line.startsWith("waits: ")) {
        waits = line.substring("waits: ".length());
      } else if (line.startsWith("exit: ")) {
        exitCode = Integer.parseInt(line.substring("exit: ".length()));
      } else if (line.startsWith("$ ")) {
        output = new ArrayList<>();
        steps.add(new Step(line.substring(2), exitCode, output));
        exitCode = 0;
      } else if (!steps.isEmpty()) {
        output.add(line);
        Step last = steps.removeLast();
        steps.add(new Step(last.command(), last.exitCode(), output));
      }
    }
    return new Row(lines.getFirst().strip(), since, until, waits,
        steps.stream().map(Row::trimmed).toList());
  }

  private static Step trimmed(Step step) {
    List<String> output = new ArrayList<>(step.output());
    while (!output.isEmpty() && output.getLast().isBlank()) output.removeLast();
    return new Step(step.command(), step.exitCode(), output);
  }

  static String resource(String path) {
    try (InputStream stream = Objects.requireNonNull(Row.class.getResourceAsStream(path), path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
