package course;

import java.util.List;

/// One lesson of the course.
///
/// A lesson that is not `ready` is on the map only: it has a title and no page.
///
/// @param minutes the time a reader needs with the demo
/// @param teaches what the reader can say afterwards
/// @param needs the ids of lessons to read before
/// @param exercises the ids of its exercises, such as `X03`
/// @param html the page's fragment, one `<section class="lesson-part">` after the other; empty
///   when the lesson is not ready
public record Lesson(String id, String slug, String title, int minutes, boolean ready,
    List<String> teaches, List<String> needs, List<String> exercises, List<Section> sections,
    String html) {
  /// The parts of a lesson, in the order that every lesson keeps.
  public static final List<String> PARTS = List.of("predict", "picture", "explain", "try", "check",
      "build", "real", "words", "footer");

  /// What a lesson's snippets find imported, here and in the browser.
  public static final List<String> SNIPPET_IMPORTS = List.of("java.time.*", "java.util.*",
      "java.util.function.*", "java.util.stream.*");

  public Lesson {
    teaches = List.copyOf(teaches);
    needs = List.copyOf(needs);
    exercises = List.copyOf(exercises);
    sections = List.copyOf(sections);
  }

  /// Where the site shows this lesson.
  public String path() { return "/lessons/" + slug; }
}
