package site.exercise;

import gg.jte.Content;
import java.util.regex.Pattern;

/// Turns a plain sentence of a verdict into HTML: code between back-ticks, strong between stars.
///
/// Everything else is escaped, because a sentence may quote what a learner's code answered.
final class Inline {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");

  private Inline() {}

  /// The sentence as content of a page.
  static Content of(String sentence) {
    String html = html(sentence);
    return output -> output.writeContent(html);
  }

  static String html(String sentence) {
    String escaped = sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        .replace("\"", "&quot;");
    String coded = CODE.matcher(escaped).replaceAll("<code>$1</code>");
    return STRONG.matcher(coded).replaceAll("<strong>$1</strong>");
  }
}
