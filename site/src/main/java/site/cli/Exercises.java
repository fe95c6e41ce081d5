package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Disclosing;
import grader.run.DisclosurePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
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

  /// What an instructor's file says about hidden checks; without a file, what their authors wrote.
  ///
  /// @param today the day for which the file is read
  static Disclosing disclosing(Optional<Path> file, Catalog catalog, Supplier<LocalDate> today) {
    if (file.isEmpty()) return Disclosing.AS_WRITTEN;
    try {
      return DisclosurePlan.read(Files.readString(file.get()), catalog).daily(today);
    } catch (DisclosurePlan.NotAPlan problem) {
      throw new CouldNotRun(file.get() + " says nothing about hidden checks. "
          + problem.getMessage(), problem);
    } catch (IOException problem) {
      throw new CouldNotRun(file.get() + " cannot be read: " + problem.getMessage(), problem);
    }
  }
}
