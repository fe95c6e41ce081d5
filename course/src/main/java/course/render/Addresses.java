package course.render;

import java.util.regex.Pattern;

/// Gives every paragraph of a lesson's part an address of its own: `#explain-3` is the third
/// paragraph of Explain. A paragraph that has a name already keeps it.
final class Addresses {
  private static final Pattern PARAGRAPH = Pattern.compile("^<p>", Pattern.MULTILINE);

  private Addresses() {}

  /// The part's content with its paragraphs numbered from 1.
  static Html numbered(String part, Html content) {
    int[] number = {0};
    return new Html(PARAGRAPH.matcher(content.markup())
        .replaceAll(_ -> "<p id=\"" + part + "-" + ++number[0] + "\">"));
  }
}
