package site.book;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import course.Course;
import course.Lesson;
import course.Statement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import site.page.Fragments;
import site.page.Pages;

/// All lessons and exercises that are ready, and the glossary, in one document.
public final class Book {

  private static final List<String> SHEETS = List.of("static/css/tokens.css", "static/css/base.css",
      "static/css/code.css", "static/css/lesson.css", "static/css/demo.css",
      "static/css/glossary.css", "site/book/screen.css");
  private static final Pattern FONT = Pattern
      .compile("url\\(\"\\.\\./(fonts/[\\w-]+\\.woff2)\"\\)");

  private final Course course;
  private final Pages pages;

  public Book(Course course, Pages pages) {
    this.course = course;
    this.pages = pages;
  }

  /// The bytes of an edition, ready to be saved under [Edition#file].
  public byte[] make(Edition edition) {
    return switch (edition) {
      case SCREEN -> document(edition, screenStyle());
      case PAPER -> pdf(document(edition, text("site/book/paper.css")));
    };
  }

  private byte[] document(Edition edition, String style) {
    Chapters chapters = new Chapters(course, edition);
    Map<String, String> texts = new LinkedHashMap<>();
    for (Lesson lesson : course.lessons()) {
      if (!lesson.ready()) continue;
      texts.put(lesson.id(), chapters.text(lesson.id(), Fragments.ready(lesson.html())));
      for (String exercise : lesson.exercises()) {
        course.statement(exercise).map(Statement::html).ifPresent(html -> texts.put(exercise,
            chapters.text(exercise, Fragments.ready(html))));
      }
    }
    Map<String, String> words = new LinkedHashMap<>();
    course.glossary().terms().forEach(term -> words.put(term.slug(),
        chapters.text("word", "<p>" + term.html() + "</p>")));
    return pages.render("book/book.jte", Map.of("course", course, "texts", texts, "words", words,
        "style", style, "isPaper", edition == Edition.PAPER));
  }

  /// The sheets of the site, with the letters inside.
  private static String screenStyle() {
    StringBuilder style = new StringBuilder();
    for (String sheet : SHEETS) style.append(text(sheet)).append('\n');
    return FONT.matcher(style).replaceAll(font -> Matcher.quoteReplacement(
        "url(\"data:font/woff2;base64,"
            + Base64.getEncoder().encodeToString(bytes("static/" + font.group(1))) + "\")"));
  }

  private static byte[] pdf(byte[] html) {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    PdfRendererBuilder printer = new PdfRendererBuilder();
    font(printer, "literata", "Literata", 400, FontStyle.NORMAL);
    font(printer, "literata-bold", "Literata", 700, FontStyle.NORMAL);
    font(printer, "literata-italic", "Literata", 400, FontStyle.ITALIC);
    font(printer, "instrument-sans", "Instrument Sans", 400, FontStyle.NORMAL);
    font(printer, "instrument-sans-bold", "Instrument Sans", 700, FontStyle.NORMAL);
    font(printer, "jetbrains-mono", "JetBrains Mono", 400, FontStyle.NORMAL);
    ByteArrayOutputStream paper = new ByteArrayOutputStream();
    try {
      printer.withW3cDocument(
          new W3CDom().fromJsoup(Jsoup.parse(new String(html, StandardCharsets.UTF_8))), "/");
      printer.usePdfUaAccessibility(true).toStream(paper).run();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Printing to memory failed.", impossible);
    }
    return paper.toByteArray();
  }

  private static void font(PdfRendererBuilder printer, String file, String family, int weight,
      FontStyle style) {
    printer.useFont(() -> open("site/book/" + file + ".ttf"), family, weight, style, true);
  }

  private static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("Cannot read " + resource, broken);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Book.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) throw new IllegalStateException("The program lacks " + resource + ".");
    return in;
  }
}
