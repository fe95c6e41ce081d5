package course;

import java.util.List;

/// A chapter of the map, with its lessons in reading order, finished or still to come.
///
/// @param about what it is about, in a sentence or two
/// @param able what its reader can do at its end; empty while nothing of it is ready
public record Chapter(int number, String title, String about, List<Ability> able,
    List<Lesson> lessons) {
  public Chapter {
    able = List.copyOf(able);
    lessons = List.copyOf(lessons);
  }

  /// Something that a reader can do after a chapter.
  ///
  /// @param can goes on after "you can": "Bind Pods without giving one place away twice"
  /// @param shown the ids of the exercises that show it; none when the reading alone teaches it
  public record Ability(String can, List<String> shown) {
    public Ability { shown = List.copyOf(shown); }
  }

  /// Where the site shows this chapter.
  public String path() { return "/chapters/" + number; }

  /// The lessons that can be read, in order.
  public List<Lesson> ready() { return lessons.stream().filter(Lesson::ready).toList(); }

  /// The ids of lessons outside the chapter that its ready lessons build on, in order of id.
  public List<String> needs() {
    List<String> own = lessons.stream().map(Lesson::id).toList();
    return ready().stream().flatMap(lesson -> lesson.needs().stream())
        .filter(need -> !own.contains(need)).distinct().sorted().toList();
  }
}
