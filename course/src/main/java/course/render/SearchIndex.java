package course.render;

import course.Lesson;
import course.Markup;
import course.SearchEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a written lesson at its headings into what a search can find.
final class SearchIndex {
  private static final Pattern HEADING = Pattern.compile(
      "<section class=\"lesson-part\"[^>]* id=\"([^\"]+)\">\\s*<h2>(.*?)</h2>"
          + "|<h3 id=\"([^\"]+)\">(.*?)</h3>");
  private static final Pattern SILENT = Pattern.compile(
      "<noscript>.*?</noscript>|<(?:p|output)[^>]* hidden[^>]*>.*?</(?:p|output)>", Pattern.DOTALL);

  private SearchIndex() {}

  static List<SearchEntry> of(Lesson lesson) {
    String html = SILENT.matcher(lesson.html()).replaceAll(" ");
    Matcher heading = HEADING.matcher(html);
    List<SearchEntry> entries = new ArrayList<>();
    boolean more = heading.find();
    while (more) {
      String anchor = heading.group(1) == null ? heading.group(3) : heading.group(1);
      String title = heading.group(1) == null ? heading.group(4) : heading.group(2);
      int start = heading.end();
      more = heading.find();
      String text = Markup.text(html.substring(start, more ? heading.start() : html.length()));
      if (!text.isEmpty()) {
        entries.add(new SearchEntry(lesson.id(), lesson.title(), Markup.text(title),
            lesson.path() + "#" + anchor, text));
      }
    }
    return entries;
  }
}
