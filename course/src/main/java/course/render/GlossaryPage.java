package course.render;

import course.Markup;
import course.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/// Reads `glossary.adoc`: a headed section for each word, whose id is the word's slug.
///
/// `first=` names the lesson that introduces the word; the first paragraph defines it in at most
/// 30 words; a `[.not]` paragraph may tell what it is not.
final class GlossaryPage {
  private static final int WORDS_MOST = 30;

  private GlossaryPage() {}

  static GlossaryWords read(AsciiDoc asciidoc, SourceText source, Problems problems) {
    Document document = asciidoc.parse(source, problems);
    Page page = Page.of("glossary", source, problems);
    List<Term> terms = new ArrayList<>();
    for (StructuralNode block : document.getBlocks()) {
      if (block instanceof Section section) {
        terms.add(term(page, section));
      } else {
        page.error(block, "The glossary holds only words.", "Begin each with \"== Word\".");
      }
    }
    terms.sort(Comparator.comparing((Term term) -> term.term().toLowerCase(Locale.ROOT)));
    return new GlossaryWords(terms);
  }

  private static Term term(Page page, Section section) {
    String meaning = "";
    String not = "";
    for (StructuralNode block : section.getBlocks()) {
      String text = block.getContent().toString();
      if (block.hasRole("not"))
        not = text;
      else if (meaning.isEmpty())
        meaning = text;
      else
        page.error(block, "The word has a second paragraph.", "Keep one; mark the other [.not].");
    }
    String name = Markup.text(section.getTitle());
    int words = Prose.count(meaning.replaceAll("<[^>]+>", ""));
    if (words == 0 || words > WORDS_MOST) {
      page.error(section, "The meaning of \"" + name + "\" has " + words + " words.",
          "Write 1 to " + WORDS_MOST + ".");
    }
    page.prose().banned(meaning, page.line(section));
    Object first = section.getAttribute("first");
    if (first == null) {
      page.error(section, "The word \"" + name + "\" names no first lesson.",
          "Write [#" + section.getId() + ",first=L01] above it.");
    }
    return new Term(name, section.getId(), meaning, not, first == null ? "" : first.toString());
  }
}
