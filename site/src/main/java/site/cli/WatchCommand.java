package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Grades an answer again whenever it is saved.
@Command(name = "watch", mixinStandardHelpOptions = true, description = {
    "Grade each answer in a folder again whenever it is saved, until Ctrl+C.",
    "An answer is known by its file name, such as MyStore.java."})
final class WatchCommand implements Callable<Integer> {

  private static final long QUIET_MILLIS = 40;

  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", defaultValue = ".",
      description = "The folder to watch, with all below it. Default: this one.")
  private Path folder = Path.of(".");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Catalog catalog = Catalog.load();
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(folder)) {
      throw new CouldNotRun(folder + " is not a folder. Make one with 'exercises start'.");
    }
    try (Grader grader = Grader.start(catalog);
        WatchService watcher = folder.getFileSystem().newWatchService()) {
      Map<WatchKey, Path> places = new TreeMap<>(
          (one, other) -> one.watchable().toString().compareTo(other.watchable().toString()));
      watch(watcher, places);
      for (Exercise exercise : present(catalog)) grade(grader, exercise, out);
      out.println("Watching " + folder.toAbsolutePath().normalize()
          + ". Save a file to have it graded; Ctrl+C ends.");
      out.flush();
      while (true) {
        for (Exercise exercise : saved(watcher, places, catalog)) grade(grader, exercise, out);
      }
    } catch (IOException | ClosedWatchServiceException problem) {
      throw new CouldNotRun(folder + " cannot be watched: " + problem.getMessage(), problem);
    }
  }

  private void watch(WatchService watcher, Map<WatchKey, Path> places) throws IOException {
    try (Stream<Path> folders = Files.walk(folder, 8).filter(Files::isDirectory)) {
      for (Path place : folders.toList()) {
        places.put(place.register(watcher, StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY), place);
      }
    }
  }

  private Set<Exercise> present(Catalog catalog) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder, 8)) {
      files.map(file -> file.getFileName().toString()).forEach(names::add);
    }
    Set<Exercise> found = new java.util.LinkedHashSet<>();
    catalog.exercises()
        .stream()
        .filter(exercise -> names.contains(exercise.submissionFile()))
        .forEach(found::add);
    return found;
  }

  /// Waits for a save; editors write in several steps, so it waits until they are quiet.
  private Set<Exercise> saved(WatchService watcher, Map<WatchKey, Path> places, Catalog catalog)
      throws InterruptedException, IOException {
    Set<Exercise> changed = new java.util.LinkedHashSet<>();
    WatchKey key = watcher.take();
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        String name = String.valueOf(event.context());
        catalog.exercises()
            .stream()
            .filter(exercise -> name.equals(exercise.submissionFile()))
            .forEach(changed::add);
      }
      if (!key.reset()) places.remove(key);
      key = watcher.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
    watch(watcher, places);
    return changed;
  }

  private void grade(Grader grader, Exercise exercise, PrintWriter out) throws IOException {
    Optional<Path> file;
    try (Stream<Path> files = Files.walk(folder, 8)) {
      file = files.filter(path -> path.endsWith(exercise.submissionFile())).findFirst();
    }
    if (file.isEmpty()) return;
    out.println();
    out.println("── " + exercise.id() + " " + exercise.title() + " ── " + file.get());
    switch (Submission.read(file.get())) {
      case Intake.Rejected rejected -> out.println(rejected.message());
      case Intake.Accepted accepted -> grader.grade(exercise, accepted.submission(),
          new VerdictPrinter(out, exercise));
    }
    out.flush();
  }
}
