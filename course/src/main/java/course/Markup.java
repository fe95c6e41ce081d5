package course;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the fragments that our own renderer wrote: attributes in double quotes, escaped text.
///
/// It is no parser of HTML in general and need not be one, because every byte it sees came from
/// the one place that writes tags.
public final class Markup {
  private static final Pattern TAG = Pattern.compile("<[^>]+>");
  private static final Pattern CODE = Pattern.compile(
      "<(pre|code|script|style)\\b[^>]*>.*?</\\1>", Pattern.DOTALL);
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern BLOCK_END = Pattern.compile(
      "</(p|li|h[1-6]|dt|dd|td|th|label|legend|figcaption|summary)>");

  private static final Pattern NUMBER = Pattern.compile("&#(\\d+);");

  private Markup() {}

  /// The values of one attribute, in document order.
  public static List<String> attributes(String html, String name) {
    Pattern attribute = Pattern.compile("\\s" + Pattern.quote(name) + "=\"([^\"]*)\"");
    List<String> values = new ArrayList<>();
    TAG.matcher(html).results().map(MatchResult::group).forEach(
        tag -> attribute.matcher(tag).results().forEach(match -> values.add(match.group(1))));
    return values;
  }

  /// The start tags of one element, in document order.
  public static List<String> startTags(String html, String element) {
    return Pattern.compile("<" + element + "(\\s[^>]*)?>").matcher(html).results()
        .map(MatchResult::group).toList();
  }

  /// What a reader hears: the text without tags, spaces folded.
  public static String text(String html) {
    String spaced = BLOCK_END.matcher(html).replaceAll(" ");
    String bare = TAG.matcher(spaced).replaceAll("");
    return SPACE.matcher(unescape(bare)).replaceAll(" ").strip();
  }

  /// The fragment without its code, preformatted or inline.
  public static String withoutCode(String html) { return CODE.matcher(html).replaceAll(" "); }

  private static String unescape(String text) {
    String plain = NUMBER.matcher(text).replaceAll(letter -> Matcher
        .quoteReplacement(Character.toString(Integer.parseInt(letter.group(1)))));
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
        .replace("\u200b", "").replace("&amp;", "&");
  }
}
