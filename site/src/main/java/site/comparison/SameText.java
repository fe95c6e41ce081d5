package site.comparison;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Evens out what no two runs of a command share: times, ages, how often a note was repeated, uids,
/// revisions, drawn names, addresses, tokens and the folder in which it ran.
///
/// A `creationTimestamp` that is null, which kubectl wrote into drafts before 1.34, counts as none,
/// and metadata with nothing in it as nothing.
///
/// A kubectl that reads a WebSocket before it has made its streams says so on its error stream; that
/// is its own race, and no word of the server's.
///
/// An age that is one digit longer moves the columns after it. So the blanks of a text that holds
/// ages count as one; every other text is compared to the letter.
final class SameText {

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> RULES = List.of(
      Rule.of("https?://(?:127\\.0\\.0\\.1|localhost):\\d+", "<server>"),
      Rule.of("127\\.0\\.0\\.1:\\d+", "<server>"),
      Rule.of("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<token>"),
      Rule.of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>"),
      Rule.of("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: ?[-+]\\d\\d:?\\d\\d|Z)?",
          "<time>"),
      Rule.of("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\S+",
          "<time>"),
      Rule.of("((?:resourceVersion|Resource Version)\"?: *\"?)\\d+", "$1<revision>"),
      Rule.of("-[bcdfghjklmnpqrstvwxz2456789]{7,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\\b",
          "-<hash>-<drawn>"),
      Rule.of("-[bcdfghjklmnpqrstvwxz2456789]{5}\\b", "-<drawn>"),
      Rule.of("(?m)^ *\"?creationTimestamp\"?: null,?\\n", ""),
      Rule.of("(?m)^(?:! )?E\\d{4} .*\\] Unknown stream id \\d+, discarding message\\n?", ""),
      Rule.of("metadata: \\{\\}\\n", "metadata:\n"),
      Rule.of("/tmp/(LIVE|MERGED)-\\d+/", "/tmp/$1/"),
      Rule.of("\\b10\\.\\d+\\.\\d+\\.\\d+", "<address>"),
      Rule.of(" \\(x\\d+ over [^)]*\\)", ""),
      Rule.of("(?:container|exec)-node-[a-z]-\\d+", "<container>"));
  private static final Pattern AGE = Pattern
      .compile("(?<![\\w-])(?<!: ?)(?:\\d+(?:ms|[smhdy]))+(?![\\w-])|<unknown>|<invalid>");
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  private SameText() {}

  /// @param folder where the command ran
  static String of(String printed, String folder) {
    String text = printed.replace(folder, "<folder>");
    for (Rule rule : RULES) text = rule.apply(text);
    Matcher ages = AGE.matcher(text);
    if (!ages.find()) return text;
    return ages.replaceAll("<age>").lines()
        .map(line -> BLANKS.matcher(line).replaceAll(" ").stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
