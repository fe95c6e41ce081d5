package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import java.util.stream.Collectors;

/// Finds exercises by what people type.
final class Exercises {

  private Exercises() {}

  /// The exercise with this id or slug; an unknown one is refused with the nearest names.
  static Exercise find(Catalog catalog, String name) {
    return catalog.find(name)
        .orElseThrow(() -> new CouldNotRun("There is no exercise '" + name + "'. The nearest are "
            + catalog.nearest(name)
                .stream()
                .map(exercise -> exercise.id() + " (" + exercise.slug() + ")")
                .collect(Collectors.joining(", "))
            + ". 'exercises list' shows all."));
  }
}
