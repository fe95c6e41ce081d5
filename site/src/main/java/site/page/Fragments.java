package site.page;

import java.util.regex.Pattern;

/// Makes a finished fragment of the course ready for a page of this site.
///
/// Java is colored; column widths, which the content security policy would refuse, are dropped;
/// what may be wider than a phone can be reached and scrolled by keyboard.
public final class Fragments {
  private static final Pattern WIDTHS = Pattern.compile("<colgroup>.*?</colgroup>\\s*",
      Pattern.DOTALL);
  private static final Pattern TABLE = Pattern.compile("<table\\b.*?</table>", Pattern.DOTALL);

  private static final Pattern STILL = Pattern.compile("<pre(?![^>]*tabindex)");

  private Fragments() {}

  /// The fragment, ready.
  public static String ready(String html) {
    String narrow = WIDTHS.matcher(html).replaceAll("");
    String tables = TABLE.matcher(narrow)
        .replaceAll("<div class=\"table-scroll\" tabindex=\"0\">$0</div>");
    return STILL.matcher(JavaColors.in(tables)).replaceAll("<pre tabindex=\"0\"");
  }

  /// A listing of Java, from its plain text.
  public static String listing(String java) {
    String escaped = java.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        .replace("\"", "&quot;");
    return "<pre tabindex=\"0\"><code class=\"language-java\">" + JavaColors.code(escaped)
        + "</code></pre>";
  }
}
