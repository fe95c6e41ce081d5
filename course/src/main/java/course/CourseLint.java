package course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Judges a rendered course as a reader meets it.
///
/// The build fails on any finding; `inside-out.jar check course` prints the same ones for the
/// course in the jar. What needs the lessons' sources (lengths, executed snippets) is judged by the
/// renderer instead.
public final class CourseLint {
  private static final Pattern LEFTOVER_MACRO = Pattern
      .compile("\\b[a-z][a-z0-9_-]*::?[^\\s\\[\\]:]*\\[[^\\]]*\\]");
  private static final Set<String> SITE_PAGES = Set.of("/", "/lessons", "/exercises", "/glossary",
      "/lab", "/board", "/search");

  private final Course course;
  private final Map<String, Set<String>> anchors = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private CourseLint(Course course) {
    this.course = course;
    for (Lesson lesson : course.lessons()) {
      anchors.put(lesson.slug(), new HashSet<>(Markup.attributes(lesson.html(), "id")));
    }
  }

  /// Everything wrong with the course, in reading order; empty when all is well.
  public static List<Finding> check(Course course) {
    CourseLint lint = new CourseLint(course);
    course.chapters().forEach(lint::chapter);
    course.lessons().forEach(lint::lesson);
    course.exercises().forEach(lint::exercise);
    course.statements().forEach(lint::statement);
    course.glossary().terms().forEach(lint::term);
    return List.copyOf(lint.findings);
  }

  private void chapter(Chapter chapter) {
    String place = "chapter " + chapter.number();
    if (!chapter.ready().isEmpty() && chapter.able().isEmpty()) {
      report("course.yaml", place, "Nobody is told what the chapter lets them do.",
          "Write able: with a line for each thing that its reader can do, and the exercise that "
              + "shows it.");
    }
    List<String> own = chapter.lessons().stream().flatMap(lesson -> lesson.exercises().stream())
        .toList();
    List<String> shown = chapter.able().stream().flatMap(able -> able.shown().stream()).toList();
    for (String exercise : shown) {
      if (!own.contains(exercise)) {
        report("course.yaml", exercise, "The chapter has no exercise " + exercise + " to show it.",
            "Name one of " + own + " in shown:.");
      }
    }
    for (String exercise : own) {
      if (!chapter.able().isEmpty() && !shown.contains(exercise)) {
        report("course.yaml", exercise, "Nothing that the chapter lets you do is shown by it.",
            "Name it in shown: of a line of able:.");
      }
    }
  }

  private void lesson(Lesson lesson) {
    String source = "lessons/" + lesson.slug() + ".adoc";
    for (String need : lesson.needs()) {
      if (position(need) < 0 || position(need) >= position(lesson.id())) {
        report(source, need, "The lesson needs " + need + ", which does not come before it.",
            "Name an earlier lesson in :needs:, or move the lesson in course.yaml.");
      }
    }
    for (String exercise : lesson.exercises()) {
      if (course.exercise(exercise).isEmpty()) {
        report("course.yaml", lesson.id(), "There is no exercise " + exercise + ".",
            "List it under exercises: or correct the id.");
      }
    }
    if (!lesson.ready())
      return;
    List<String> parts = Markup.attributes(lesson.html(), "data-part");
    if (!parts.equals(Lesson.PARTS)) {
      report(source, "", "The parts are " + parts + ".",
          "Every lesson has exactly these, in this order: " + Lesson.PARTS + ".");
    }
    words(source, lesson);
    fragment(source, lesson.html(), anchors.getOrDefault(lesson.slug(), Set.of()));
  }

  private void words(String source, Lesson lesson) {
    for (String slug : new HashSet<>(Markup.attributes(lesson.html(), "data-term"))) {
      Optional<Term> term = course.glossary().find(slug);
      if (term.isPresent() && position(term.get().firstLesson()) > position(lesson.id())) {
        report(source, "glossterm:" + slug, "The word \"" + term.get().term() + "\" is used in "
            + lesson.id() + " but introduced in " + term.get().firstLesson() + ".",
            "Use another word, or introduce it here and say first=" + lesson.id()
                + " in glossary.adoc.");
      }
    }
  }

  private void exercise(Exercise exercise) {
    if (position(exercise.lesson()) < 0) {
      report("course.yaml", exercise.id(), "Exercise " + exercise.id() + " belongs to lesson "
          + exercise.lesson() + ", which does not exist.",
          "Correct lesson: in the exercise's line.");
    }
  }

  private void statement(Statement statement) {
    String source = "exercise " + statement.id();
    fragment(source, statement.html(), new HashSet<>(Markup.attributes(statement.html(), "id")));
    int tasks = Markup.attributes(statement.html(), "data-task").size();
    if (tasks != statement.hints().size()) {
      report(source, "", "The statement has " + tasks + " tasks, the hints have "
          + statement.hints().size() + ".",
          "Give instructions.adoc and hints.adoc the same headings.");
    }
    statement.hints().forEach(task -> {
      if (task.size() != 3) {
        report(source, "", "A task has " + task.size() + " hints.",
            "Write three: where to look, which shape, nearly the code.");
      }
    });
  }

  private void term(Term term) {
    if (position(term.firstLesson()) < 0) {
      report("glossary.adoc", term.term(), "There is no lesson " + term.firstLesson() + ".",
          "Name the lesson that introduces the word in first=.");
    }
    fragment("glossary.adoc", term.html() + term.notToBeConfusedWith(), Set.of());
  }

  private void fragment(String source, String html, Set<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : Markup.attributes(html, "id")) {
      if (!seen.add(id)) {
        report(source, id, "The anchor " + id + " is there twice.", "Rename one of them.");
      }
    }
    Markup.attributes(html, "href").forEach(href -> link(source, href, ids));
    for (String image : Markup.startTags(html, "img")) {
      if (Markup.attributes(image, "alt").stream().allMatch(String::isBlank)) {
        report(source, "image", "An image has no alternative text.",
            "Say in the macro's first attribute what the image shows.");
      }
    }
    Matcher leftover = LEFTOVER_MACRO.matcher(Markup.text(Markup.withoutCode(html)));
    while (leftover.find()) {
      report(source, leftover.group(), "The macro " + leftover.group() + " is not known.",
          "Correct its name, or put the text in code font.");
    }
  }

  private void link(String source, String href, Set<String> ids) {
    if (href.startsWith("#")) {
      if (!ids.contains(href.substring(1))) {
        report(source, href.substring(1), "The link " + href + " leads nowhere on this page.",
            "Correct it, or set the anchor [[" + href.substring(1) + "]].");
      }
    } else if (href.startsWith("/") && !reachable(href)) {
      report(source, href, "The link " + href + " leads nowhere in the course.",
          "Use /lessons/<slug>#<anchor>, /exercises/<id> or /glossary#<word>, of what there is.");
    } else if (!href.startsWith("/") && !href.startsWith("https://")) {
      report(source, href, "The link " + href + " is neither of this site nor https.",
          "Write the full https address.");
    }
  }

  private boolean reachable(String href) {
    String path = href.replaceFirst("[#?].*", "");
    String anchor = href.contains("#") ? href.substring(href.indexOf('#') + 1) : "";
    if (path.equals("/glossary") && !anchor.isEmpty()) {
      return course.glossary().find(anchor).isPresent();
    }
    if (path.startsWith("/lessons/")) {
      return course.lesson(path.substring("/lessons/".length())).filter(lesson -> anchor.isEmpty()
          || anchors.getOrDefault(lesson.slug(), Set.of()).contains(anchor)).isPresent();
    }
    if (path.startsWith("/exercises/")) {
      return course.exercise(path.substring("/exercises/".length())).isPresent();
    }
    return SITE_PAGES.contains(path);
  }

  private int position(String lesson) {
    List<String> order = course.lessons().stream().map(Lesson::id).toList();
    return order.indexOf(lesson);
  }

  private void report(String source, String quote, String what, String remedy) {
    findings.add(new Finding(source, quote, what, remedy));
  }
}
