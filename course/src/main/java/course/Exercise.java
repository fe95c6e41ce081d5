package course;

import java.util.Locale;

/// An exercise as the map lists it; what it asks is its [Statement].
///
/// @param stars the difficulty, 1 to 5
/// @param lesson the lesson it belongs to
/// @param ready whether the catalog has it yet
public record Exercise(String id, String title, int stars, int minutes, String lesson,
    boolean ready) {
  /// Where the site shows this exercise.
  public String path() { return "/exercises/" + id.toLowerCase(Locale.ROOT); }
}
