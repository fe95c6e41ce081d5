package course.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marks the words of Java code for the style sheet, with the class names that the site's editor
/// uses: `tok-keyword`, `tok-string`, `tok-comment`, `tok-number`, `tok-meta`.
///
/// A scan by pattern is enough, because colors carry no meaning of their own here.
final class JavaColors {
  private static final Pattern TOKEN = Pattern.compile("""
      (?<comment>//[^\\n]*|/\\*.*?\\*/)\
      |(?<string>\"""(?:\\\\.|.)*?\"""|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])+')\
      |(?<meta>@\\w+)\
      |(?<number>\\b\\d[\\d_]*(?:\\.\\d+)?[LlFfDd]?\\b)\
      |(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default\
      |do|double|else|enum|extends|false|final|finally|float|for|if|implements|import|instanceof\
      |int|interface|long|new|null|package|permits|private|protected|public|record|return|sealed\
      |short|static|super|switch|synchronized|this|throw|throws|true|try|var|void|volatile|when\
      |while|yield)\\b)""", Pattern.DOTALL);
  private static final List<String> KINDS = List.of("comment", "string", "meta", "number",
      "keyword");

  private JavaColors() {}

  /// The code as markup; its text stays what it was.
  static Html mark(String code) {
    List<Html> written = new ArrayList<>();
    Matcher token = TOKEN.matcher(code);
    int end = 0;
    while (token.find()) {
      written.add(Html.text(code.substring(end, token.start())));
      written.add(Html.tag("span").with("class", "tok-" + kind(token))
          .around(Html.text(token.group())));
      end = token.end();
    }
    written.add(Html.text(code.substring(end)));
    return Html.joined(written);
  }

  private static String kind(Matcher token) {
    return KINDS.stream().filter(name -> token.group(name) != null).findFirst().orElseThrow();
  }
}
