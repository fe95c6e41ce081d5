package grader.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kube.foundation.api.EditDistance;
import org.jspecify.annotations.Nullable;

/// All exercises of the class path, in the order of their ids.
///
/// An exercise is found by its `exercise.yaml`; there is no list to keep. Adding one is adding a
/// folder.
public record Catalog(List<Exercise> exercises) {
  private static final String MARKER = "catalog/package-info.class";

  public Catalog {
    exercises = exercises.stream().sorted(Comparator.comparing(Exercise::id)).toList();
  }

  /// Reads every exercise beside `catalog.package-info`, from a directory or a jar.
  public static Catalog load() {
    ClassLoader loader = Catalog.class.getClassLoader();
    @Nullable
    URL marker = loader.getResource(MARKER);
    if (marker == null)
      return new Catalog(List.of());
    try {
      Shelf shelf = Shelf.beside(marker);
      return new Catalog(shelf.files().keySet().stream()
          .filter(name -> name.endsWith("/" + ExerciseFolder.FILE))
          .map(name -> name.substring(0, name.lastIndexOf('/')))
          .map(folder -> ExerciseFolder.read(shelf, folder, loader)).toList());
    } catch (IOException problem) {
      throw new UncheckedIOException("The exercises could not be read from " + marker, problem);
    }
  }

  /// The exercise with this id or slug, in any case (`x03`, `a-store-that-remembers`).
  public Optional<Exercise> find(String idOrSlug) {
    String wanted = idOrSlug.toLowerCase(Locale.ROOT).strip();
    return exercises.stream()
        .filter(exercise -> exercise.id().toLowerCase(Locale.ROOT).equals(wanted)
            || exercise.slug().equals(wanted))
        .findFirst();
  }

  /// Up to three exercises whose id or slug is nearest to a name that was not found.
  public List<Exercise> nearest(String name) {
    String wanted = name.toLowerCase(Locale.ROOT).strip();
    return exercises.stream().sorted(Comparator
        .comparingInt((Exercise exercise) -> Math.min(
            EditDistance.between(wanted, exercise.id().toLowerCase(Locale.ROOT)),
            EditDistance.between(wanted, exercise.slug()))))
        .limit(3).toList();
  }
}
