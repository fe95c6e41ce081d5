package site.book;

import course.Course;
import course.Lesson;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/// Turns what a page of the site shows into text that stands in a book.
///
/// The site's pages become one document, so every anchor gets the name of its lesson in front, and a
/// link to a page becomes a link within. A question that one answers by clicking becomes a list of
/// choices. What has no place in the book, such as the board, is said and not linked.
final class Chapters {

  private final Course course;
  private final Edition edition;

  Chapters(Course course, Edition edition) {
    this.course = course;
    this.edition = edition;
  }

  /// A lesson's or a statement's fragment, whose anchors begin with this name from now on.
  String text(String name, String fragment) {
    Document page = Jsoup.parseBodyFragment(fragment);
    page.outputSettings().prettyPrint(false);
    Element body = page.body();
    body.select("[id]").forEach(element -> element.id(name + "-" + element.id()));
    body.select("a[href]").forEach(link -> lead(name, link));
    Element answers = new Element("div").addClass("answers-at-the-end");
    body.select("form").forEach(form -> ask(form, answers));
    body.select("output, input, button, script, .no-print").remove();
    if (edition == Edition.PAPER) body.select("details").forEach(Chapters::unfold);
    if (answers.childrenSize() > 0) {
      body.appendElement("section").addClass("lesson-part").appendElement("h2").text("Answers")
          .after(answers);
    }
    return body.html();
  }

  private void lead(String name, Element link) {
    String to = link.attr("href");
    String within = within(name, to);
    link.attr("title", link.text()); // what a reader of the PDF by ear hears of it
    if (!within.isEmpty()) {
      link.attr("href", within);
    } else if (to.startsWith("/")) {
      link.unwrap();
    }
  }

  /// Where in the book a link of the site leads; empty where the book has no such place.
  private String within(String name, String to) {
    if (to.startsWith("#")) return "#" + name + "-" + to.substring(1);
    String[] parts = to.split("#", 2);
    String anchor = parts.length > 1 ? "-" + parts[1] : "";
    if (parts[0].startsWith("/lessons/")) {
      return course.lesson(parts[0].substring("/lessons/".length())).filter(Lesson::ready)
          .map(lesson -> "#" + lesson.id() + anchor).orElse("");
    }
    if (parts[0].startsWith("/exercises/")) {
      String id = parts[0].substring("/exercises/".length()).toUpperCase(Locale.ROOT);
      return course.statement(id).map(statement -> "#" + statement.id()).orElse("");
    }
    return parts[0].equals("/glossary") ? "#word" + anchor : "";
  }

  /// A form with a legend, labels and, for readers without scripts, a fold with the answers.
  private void ask(Element form, Element answers) {
    Element question = new Element("div").addClass("question");
    form.select("legend").forEach(legend -> question.appendElement("p").addClass("question-asked")
        .html(legend.html()));
    Element choices = question.appendElement("ol").attr("type", "a");
    form.select("label").forEach(label -> choices.appendElement("li").html(label.text()));
    Elements folds = form.select("details.answers");
    if (edition == Edition.SCREEN) {
      folds.forEach(question::appendChild);
    } else {
      folds.forEach(fold -> {
        answers.appendElement("p").addClass("question-asked").text(form.select("legend").text());
        fold.select("dl").forEach(answers::appendChild);
      });
    }
    form.replaceWith(question);
  }

  private static void unfold(Element details) {
    details.select("summary").forEach(summary -> summary.tagName("p").addClass("question-asked"));
    details.tagName("div");
    details.prependChild(new TextNode(""));
  }
}
