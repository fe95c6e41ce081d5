package course.render;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps the first link to each word on a page and makes the later ones plain text.
///
/// @param html the page with each word linked once
/// @param slugs the words linked, in the order of the page
record TermLinks(Html html, Set<String> slugs) {
  private static final Pattern LINK = Pattern.compile(
      "<a class=\"term\" href=\"/glossary#([^\"]*)\" data-term=\"[^\"]*\">(.*?)</a>");

  static TermLinks once(Html page, GlossaryWords words, Page report) {
    Set<String> slugs = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    String html = LINK.matcher(page.markup()).replaceAll(link -> {
      String slug = link.group(1);
      boolean known = words.find(slug).isPresent();
      if (!known)
        unknown.add(slug);
      boolean first = known && slugs.add(slug);
      return Matcher.quoteReplacement(first ? link.group() : link.group(2));
    });
    unknown.forEach(slug -> report.error("glossterm:" + slug,
        "The word \"" + slug + "\" is not in the glossary.",
        "Add it to glossary.adoc, or correct the name."));
    return new TermLinks(Html.converted(html), slugs);
  }
}
