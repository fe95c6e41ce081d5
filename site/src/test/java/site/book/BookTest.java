package site.book;

import static org.assertj.core.api.Assertions.assertThat;

import course.Course;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import site.page.Pages;

/// The course, where no site is.
class BookTest {
  private final Course course = Course.load();
  private final Book book = new Book(course, new Pages());

  @Test
  void one_file_holds_every_lesson_and_asks_for_nothing_else() {
    Document page = Jsoup.parse(
        new String(book.make(Edition.SCREEN), StandardCharsets.UTF_8));

    assertThat(page.select("article.text > header h1").eachText())
        .containsAll(course.lessons().stream().filter(lesson -> lesson.ready())
            .map(lesson -> lesson.title()).toList());
    assertThat(page.select("script, link, img, form, input")).isEmpty();
    assertThat(page.html()).doesNotContain("/static/", "url(\"../");
  }

  @Test
  void every_link_within_leads_somewhere_and_no_place_has_two() {
    Document page = Jsoup.parse(
        new String(book.make(Edition.SCREEN), StandardCharsets.UTF_8));
    List<String> places = page.select("[id]").eachAttr("id");
    Set<String> wanted = page.select("a[href]").eachAttr("href").stream()
        .filter(to -> !to.startsWith("https://")).collect(Collectors.toCollection(TreeSet::new));

    assertThat(places).doesNotHaveDuplicates();
    assertThat(wanted).allSatisfy(to -> assertThat(places).contains(to.substring(1)));
  }

  @Test
  void the_printed_book_has_pages_and_bookmarks_and_the_answers_at_the_end() throws IOException {
    try (PDDocument paper = Loader.loadPDF(book.make(Edition.PAPER))) {
      String text = new PDFTextStripper().getText(paper);

      assertThat(paper.getNumberOfPages()).isGreaterThan(30);
      assertThat(paper.getDocumentCatalog().getDocumentOutline().hasChildren()).isTrue();
      assertThat(paper.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(text).contains("Why three? Quorum", "Answers", "Glossary");
    }
  }
}
