package grader.run;

import grader.check.Feedback;
import grader.check.Seed;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.CheckResult;
import grader.report.PlannedCheck;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// An exercise's checks as tests of a learner's own project: each can be run alone, and a debugger
/// stops in the learner's class, because everything happens in this process.
///
/// Worth nothing as a verdict, as [InProcessRunner] says; the seed is the one that a verdict on the
/// same files has, so what fails there fails here.
public final class LocalChecks {
  private static final Path SOURCES = Path.of("src", "main", "java", "learner");

  private final Exercise exercise;
  private final SortedMap<String, byte[]> classes;
  private final Seed seed;

  LocalChecks(Exercise exercise, SortedMap<String, byte[]> classes, Seed seed) {
    this.exercise = exercise;
    this.classes = classes;
    this.seed = seed;
  }

  /// The checks of an exercise on the compiled classes of the class path's `learner` package, task
  /// by task.
  ///
  /// @throws IllegalArgumentException when there is no such exercise
  public static Stream<DynamicNode> of(String id) {
    Exercise exercise = Catalog.load().find(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no exercise " + id));
    return new LocalChecks(exercise, compiledClasses(), new Seed(seedOfSources())).tests();
  }

  Stream<DynamicNode> tests() {
    CheckPlan plan = CheckPlan.of(exercise);
    return exercise.tasks().stream().map(task -> container(task, plan));
  }

  private DynamicNode container(Task task, CheckPlan plan) {
    return DynamicContainer.dynamicContainer(task.number() + ". " + task.title(), plan.entries()
        .stream().filter(entry -> entry.check().task() == task.number())
        .map(entry -> DynamicTest.dynamicTest(name(entry.check()), () -> perform(entry))));
  }

  private static String name(PlannedCheck check) {
    return check.sentence() + (check.hidden() ? " (hidden)" : "");
  }

  private void perform(CheckPlan.Entry entry) {
    try (Stage stage = new LoopbackStage(exercise, classes)) {
      List<CheckResult> results = new ArrayList<>();
      new Run(exercise, seed, stage).perform(List.of(entry), results::add);
      CheckResult result = results.getFirst();
      if (!result.output().isBlank()) System.out.print(result.output());
      result.feedback().map(Feedback::message).ifPresent(message -> {
        throw new AssertionError(message);
      });
    }
  }

  /// Everything that was compiled into the package `learner`, wherever the build puts it.
  private static SortedMap<String, byte[]> compiledClasses() {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path folder = Path.of(entry, "learner");
      if (!Files.isDirectory(folder)) continue;
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          String simpleName = file.getFileName().toString().replace(".class", "");
          classes.put(Exercise.LEARNER_PACKAGE + "." + simpleName, Files.readAllBytes(file));
        }
      } catch (IOException problem) {
        throw new UncheckedIOException(folder + " could not be read", problem);
      }
    }
    return classes;
  }

  /// The seed that a verdict on these files would have; 1 where the sources lie elsewhere.
  private static long seedOfSources() {
    return Submission.read(SOURCES) instanceof Intake.Accepted accepted
        ? Judge.seedOf(accepted.submission())
        : 1;
  }
}
