package course;

import java.util.List;

/// A chapter of the map, with its lessons in reading order, finished or still to come.
public record Chapter(int number, String title, List<Lesson> lessons) {
  public Chapter { lessons = List.copyOf(lessons); }
}
