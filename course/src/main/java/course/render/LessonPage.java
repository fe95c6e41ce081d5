package course.render;

import course.Lesson;
import course.Markup;
import course.SearchEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/// Writes one lesson: its nine parts in their fixed order, its words, its search entries.
final class LessonPage {
  /// @param lesson the lesson with its page
  record Written(Lesson lesson, List<SearchEntry> search) {}

  private static final Pattern NO_ALT = Pattern.compile("image::?\\S+?\\[\\s*[,\\]]");

  private final Page page;
  private final Document document;
  private final Outline.OutlineLesson outline;
  private final GlossaryWords words;
  private final BlockWriter writer;
  private final List<course.Section> sections = new ArrayList<>();

  LessonPage(Page page, Document document, Outline.OutlineLesson outline, GlossaryWords words,
      BlockWriter writer) {
    this.page = page;
    this.document = document;
    this.outline = outline;
    this.words = words;
    this.writer = writer;
  }

  Written write() {
    checkHeader();
    checkImages();
    List<Html> parts = new ArrayList<>();
    List<Html> closing = new ArrayList<>();
    for (StructuralNode block : document.getBlocks()) {
      Optional<String> name = part(block);
      if (name.isPresent()) {
        boolean late = name.get().equals("words") || name.get().equals("footer");
        (late ? closing : parts).add(part(name.get(), (Section) block));
      } else {
        page.error(block, "This stands in no part of the lesson.",
            "Put it under one of the parts " + Lesson.PARTS + ", each marked like [.predict].");
      }
    }
    TermLinks terms = TermLinks.once(Html.joined(parts), words, page);
    Html list = wordList(terms);
    Html rest = Html.converted(Html.joined(closing).markup().replace(WORDS_HERE, list.markup()));
    checkLength();
    String html = Html.joined(List.of(terms.html(), rest)).markup();
    Lesson lesson = new Lesson(outline.id(), outline.slug(), outline.title(), outline.minutes(),
        true, header("teaches"), header("needs"), outline.exercises(), sections, html);
    return new Written(lesson, SearchIndex.of(lesson));
  }

  private static final String WORDS_HERE = "<!--words-->";

  private static Optional<String> part(StructuralNode block) {
    if (!(block instanceof Section section) || section.getLevel() != 1)
      return Optional.empty();
    return Lesson.PARTS.stream().filter(section::hasRole).findFirst();
  }

  private Html part(String name, Section section) {
    sections.add(new course.Section(name, Markup.text(section.getTitle())));
    Choices choices = new Choices(page);
    Html content = switch (name) {
      case "predict" -> choices.prediction(section);
      case "check" -> choices.quiz(section);
      case "explain" -> explain(section);
      case "words" -> Html.joined(List.of(writer.write(section.getBlocks()),
          Html.converted(WORDS_HERE)));
      case "footer" -> footer(section);
      default -> filled(section, writer.write(section.getBlocks()));
    };
    Html heading = Html.of("h2", Html.converted(section.getTitle()));
    Html addressed = name.equals("words") ? content : Addresses.numbered(name, content);
    return Html.tag("section").with("class", "lesson-part").with("data-part", name).withId(name)
        .block(heading, Html.text("\n"), addressed);
  }

  private Html explain(Section section) {
    long points = section.getBlocks().stream().filter(Section.class::isInstance).count();
    if (points < 4 || points > 7) {
      page.error(section, "The part Explain makes " + points + " points.",
          "Make four to seven, each under a === heading.");
    }
    return filled(section, writer.write(section.getBlocks()));
  }

  private Html footer(Section section) {
    Page plain = Page.of(page.id(), page.source(), page.problems());
    Html content = new BlockWriter(plain, List.of()).write(section.getBlocks());
    if (!Markup.text(content.markup()).contains("Checked for Kubernetes")) {
      page.error(section, "The footer does not say what the lesson was checked for.",
          "Begin it with \"Checked for Kubernetes {k8s-version}, {checked}. Sources: …\".");
    }
    return content;
  }

  private Html filled(Section section, Html content) {
    if (content.isEmpty()) {
      page.error(section, "The part " + section.getTitle() + " is empty.", "Write it.");
    }
    return content;
  }

  private Html wordList(TermLinks terms) {
    List<Html> entries = new ArrayList<>();
    for (String slug : terms.slugs()) {
      words.find(slug).ifPresent(term -> {
        entries.add(Html.of("dt", Html.tag("a").with("href", "/glossary#" + slug)
            .around(Html.text(term.term()))));
        entries.add(Html.tag("dd").block(Html.converted(term.html())));
      });
    }
    return Html.tag("dl").with("class", "words").block(Html.joined(entries));
  }

  private void checkHeader() {
    if (!header("lesson").equals(List.of(outline.id()))) {
      page.error(":lesson:", "The header says lesson " + header("lesson") + ", course.yaml says "
          + outline.id() + ".", "Write :lesson: " + outline.id() + " under the title.");
    }
    if (!header("minutes").equals(List.of(String.valueOf(outline.minutes())))) {
      page.error(":minutes:", "The header says " + header("minutes") + " minutes, course.yaml says "
          + outline.minutes() + ".", "Give both the same number.");
    }
    if (header("teaches").isEmpty()) {
      page.error(":teaches:", "The header does not say what the lesson teaches.",
          "Write :teaches: with the ideas, between commas.");
    }
    if (!Markup.text(document.getDoctitle()).equals(Markup.text(outline.title()
        .replace("'", "’")))) {
      page.error("= ", "The title is \"" + document.getDoctitle() + "\", course.yaml says \""
          + outline.title() + "\".", "Give both the same title.");
    }
  }

  private void checkImages() {
    for (int number = 1; number <= page.source().lines().size(); number++) {
      if (NO_ALT.matcher(page.source().line(number)).find()) {
        page.problems().error(page.source().file(), number, "An image has no alternative text.",
            "Say between the brackets what it shows.");
      }
    }
  }

  private void checkLength() {
    int count = page.prose().words();
    if (count < Prose.WORDS_LEAST || count > Prose.WORDS_MOST) {
      page.problems().error(page.source().file(), 1, "The lesson has " + count + " words of prose.",
          "Keep it between " + Prose.WORDS_LEAST + " and " + Prose.WORDS_MOST + ".");
    }
  }

  private List<String> header(String name) {
    Object value = document.getAttribute(name);
    if (value == null || value.toString().isBlank())
      return List.of();
    return Pattern.compile(",").splitAsStream(value.toString()).map(String::strip).toList();
  }
}
