package site.conformance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares what a command printed with what was expected.
///
/// Blanks count as one, wherever columns stand. `...` alone in a line stands for any lines, and
/// inside a line `<any>`, `<age>`, `<time>`, `<hash>`, `<ip>` and `<number>` for what differs from
/// run to run.
final class Expected {

  private static final Pattern PLACEHOLDER = Pattern
      .compile(" ?<(any|age|time|hash|ip|number)> ?");

  private Expected() {}

  static boolean fits(List<String> expected, List<String> printed) {
    StringBuilder whole = new StringBuilder();
    for (String line : expected) {
      whole.append(line.strip().equals("...") ? "(?:[^\\n]*\\n)*?" : pattern(line) + "\\n");
    }
    StringBuilder text = new StringBuilder();
    printed.forEach(line -> text.append(squeezed(line)).append('\n'));
    return Pattern.matches(whole.toString(), text);
  }

  private static String pattern(String line) {
    String squeezed = squeezed(line);
    StringBuilder pattern = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(squeezed);
    int done = 0;
    while (placeholder.find()) {
      pattern.append(Pattern.quote(squeezed.substring(done, placeholder.start())));
      boolean isAny = placeholder.group(1).equals("any");
      if (!isAny && placeholder.group().startsWith(" ")) pattern.append(' ');
      pattern.append(switch (placeholder.group(1)) {
        case "age" -> "(?:\\d+[smhdy])+(?: \\(x\\d+ over (?:\\d+[smhdy])+\\))?";
        case "time" -> "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";
        case "hash" -> "[a-z0-9]+";
        case "ip" -> "[0-9.]+";
        case "number" -> "\\d+";
        default -> "[^\\n]*";
      });
      if (!isAny && placeholder.group().endsWith(" ")) pattern.append(' ');
      done = placeholder.end();
    }
    return pattern.append(Pattern.quote(squeezed.substring(done))).toString();
  }

  private static String squeezed(String line) {
    return line.strip().replaceAll("[ \\t\\r]+", " ");
  }
}
