package site.page;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Colors Java code in finished HTML, once, when the course is read.
///
/// It works on escaped text and leaves tags such as callouts where they stand. It knows tokens and
/// no grammar, which is enough for reading; the editor has the real parser.
public final class JavaColors {
  private static final Pattern BLOCK = Pattern.compile(
      "(<code class=\"language-java\">)(.*?)(</code>)", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("""
    (?<tag><[^>]+>)\
    |(?<comment>//[^\\n]*|/\\*.*?\\*/)\
    |(?<string>&quot;&quot;&quot;.*?&quot;&quot;&quot;|&quot;(?:\\\\.|(?!&quot;)[^\\n])*&quot;\
    |"(?:\\\\.|[^"\\n])*"|'(?:\\\\.|[^'\\n])+')\
    |(?<name>@[A-Za-z]\\w*|\\b[a-z]\\w*(?=\\())\
    |(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do\
    |double|else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface\
    |long|new|null|package|permits|private|protected|public|record|return|sealed|short|static|super\
    |switch|synchronized|this|throw|throws|true|false|try|var|void|volatile|when|while|yield)\\b)\
    |(?<type>\\b[A-Z]\\w*)\
    |(?<number>\\b\\d[\\w.]*)\
    |(?<other>&[a-z#0-9]+;|\\w+)""", Pattern.DOTALL);
  private static final Pattern CONTROL = Pattern.compile(
      "if|for|while|switch|catch|return|try|throw|new|super|this|synchronized|assert|yield|when");

  private JavaColors() {}

  /// The fragment with every Java block colored.
  public static String in(String html) {
    return BLOCK.matcher(html).replaceAll(block -> Matcher.quoteReplacement(
        block.group(1) + code(block.group(2)) + block.group(3)));
  }

  /// Escaped code, colored.
  public static String code(String escaped) {
    return TOKEN.matcher(escaped).replaceAll(
        token -> Matcher.quoteReplacement(colored(token)));
  }

  private static String colored(MatchResult token) {
    String text = token.group();
    if (token.namedGroups().keySet().stream().noneMatch(name -> token.group(name) != null)) {
      return text;
    }
    if (token.group("tag") != null || token.group("other") != null) return text;
    if (token.group("comment") != null) return span("c", text);
    if (token.group("string") != null) return span("s", text);
    if (token.group("keyword") != null) return span("k", text);
    if (token.group("type") != null) return span("nc", text);
    if (token.group("number") != null) return span("m", text);
    return CONTROL.matcher(text).matches() ? span("k", text) : span("nf", text);
  }

  private static String span(String kind, String text) {
    return "<span class=\"" + kind + "\">" + text + "</span>";
  }
}
