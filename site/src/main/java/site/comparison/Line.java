package site.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// One command that both programs are given.
///
/// The files read like a session at a terminal: `$ command` in a line of its own. In front of it may
/// stand `since:` and `until:` (versions of the real kubectl that say what today's says, and why
/// the others do not), `before:` (a command that the real kubectl runs on both clusters first, until
/// it succeeds, so that both have come equally far), `input:` (what is typed into it) and
/// `differs:` (why the two texts must differ).
///
/// @param words the command after `kubectl`
/// @param since the first minor version of kubectl 1 to compare with
/// @param until the last one
/// @param differs why its text is not the same; empty when it must be
public record Line(String text, List<String> words, List<List<String>> before, String input,
    int since, int until, String differs) {

  private static final List<String> FILES = List.of("1-asking", "2-creating", "3-showing",
      "4-changing", "5-running", "6-ending");

  private static final Set<String> QUESTIONS = Set.of("describe", "events", "get", "logs", "top");

  public Line {
    words = List.copyOf(words);
    before = List.copyOf(before);
  }

  /// All commands, in the order in which they have to run.
  public static List<Line> all() {
    List<Line> lines = new ArrayList<>();
    for (String file : FILES) lines.addAll(parse(resource("/comparison/" + file + ".txt")));
    return List.copyOf(lines);
  }

  /// Another session, for clusters of its own: mistyped words, and flags that few people need.
  public static List<Line> mistakes() {
    return List.copyOf(parse(resource("/comparison/mistakes.txt")));
  }

  /// Whether a kubectl of this minor version prints what today's prints.
  public boolean isFor(int minor) {
    return since <= minor && minor <= until;
  }

  /// Whether it changes nothing, and so may be typed again.
  public boolean onlyAsks() {
    return QUESTIONS.contains(words.getFirst());
  }

  /// The lines of a text such as these files.
  ///
  /// @throws IllegalArgumentException when a line of it is none of theirs
  public static List<Line> parse(String text) {
    List<Line> lines = new ArrayList<>();
    List<List<String>> before = new ArrayList<>();
    String input = "";
    String differs = "";
    int since = 0;
    int until = Integer.MAX_VALUE;
    for (String line : text.lines().toList()) {
      if (line.startsWith("since: ")) {
        since = minor(line);
      } else if (line.startsWith("until: ")) {
        until = minor(line);
      } else if (line.startsWith("before: ")) {
        before.add(Words.of(rest(line)));
      } else if (line.startsWith("input: ")) {
        input = rest(line).replace("\\n", "\n");
      } else if (line.startsWith("differs: ")) {
        differs = rest(line);
      } else if (line.startsWith("$ kubectl ")) {
        String command = line.substring("$ kubectl ".length());
        lines.add(new Line(command, Words.of(command), before, input, since, until, differs));
        before = new ArrayList<>();
        input = "";
        differs = "";
        since = 0;
        until = Integer.MAX_VALUE;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException("no line of a comparison: " + line);
      }
    }
    return lines;
  }

  private static String rest(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private static int minor(String line) {
    return Integer.parseInt(rest(line).split(" ", 2)[0].substring("1.".length()));
  }

  static String resource(String path) {
    try (InputStream stream = Objects.requireNonNull(Line.class.getResourceAsStream(path), path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
