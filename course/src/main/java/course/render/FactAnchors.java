package course.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives every anchored fact its sentence, and every link to a fact its words.
///
/// `[[fact-x]]The sentence.` becomes a span with that id around the sentence, so that the page can
/// mark what an answer points at; `<<fact-x>>` without words reads "Read the sentence".
final class FactAnchors {
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"(fact-[^\"]+)\"></a>");
  private static final Pattern BARE_LINK = Pattern
      .compile("<a href=\"#(fact-[^\"]+)\">\\[\\1\\]</a>");

  private FactAnchors() {}

  static Html mark(String converted) {
    String html = BARE_LINK.matcher(converted)
        .replaceAll("<a class=\"fact-link\" href=\"#$1\">Read the sentence</a>");
    Matcher anchor = ANCHOR.matcher(html);
    while (anchor.find()) {
      int end = sentenceEnd(html, anchor.end());
      Html span = Html.tag("span").with("class", "fact").withId(anchor.group(1))
          .around(Html.converted(html.substring(anchor.end(), end)));
      html = html.substring(0, anchor.start()) + span.markup() + html.substring(end);
      anchor = ANCHOR.matcher(html);
    }
    return Html.converted(html);
  }

  /// The place after the sentence's stop, outside any element, and before the next anchor.
  private static int sentenceEnd(String html, int start) {
    int depth = 0;
    for (int at = start; at < html.length(); at++) {
      char letter = html.charAt(at);
      if (letter == '<') {
        if (html.startsWith("<a id=", at))
          return at;
        depth += html.startsWith("</", at) ? -1 : 1;
        at = html.indexOf('>', at);
        if (depth < 0)
          return html.lastIndexOf('<', at);
      } else if (depth == 0 && ".?!".indexOf(letter) >= 0 && endsWord(html, at + 1)) {
        return at + 1;
      }
    }
    return html.length();
  }

  private static boolean endsWord(String html, int at) {
    return at >= html.length() || Character.isWhitespace(html.charAt(at));
  }
}
