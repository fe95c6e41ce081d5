package grader.run;

import grader.compile.CompileMessages.Outcome;
import grader.compile.SourceCompiler;
import grader.exercise.Exercise;
import grader.report.Grade;
import grader.report.Isolation;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Runs the same checks on the learner's class in this very process: for a debugger, and worth
/// nothing as a verdict, because nothing confines the class. Its isolation says so.
public final class InProcessRunner {
  private static final Isolation NONE = new Isolation(Isolation.Level.IN_PROCESS, List.of(),
      List.of("everything: the code ran inside the grader"));

  private InProcessRunner() {}

  public static Grade grade(Exercise exercise, Submission submission, GradeListener listener) {
    return grade(exercise, submission, OptionalLong.empty(), listener);
  }

  public static Grade grade(Exercise exercise, Submission submission, OptionalLong seed,
      GradeListener listener) {
    return judge(new SourceCompiler(classPath())::compile).judge(exercise, submission, seed,
        Optional.empty(), listener);
  }

  /// What the hidden checks have against these classes; empty when they pass all. The random worlds
  /// are those of the submission that they were made from.
  public static Optional<Killer> killer(Exercise exercise, Submission origin,
      SortedMap<String, byte[]> classes) {
    return judge(InProcessRunner::none).killer(exercise, origin, classes);
  }

  /// What the hidden checks have against this submission; empty when it passes all.
  public static Optional<Killer> killer(Exercise exercise, Submission submission) {
    return killer(exercise, submission, new TreeMap<>(compile(submission).classes()));
  }

  private static Outcome none(SortedMap<String, String> sources) {
    throw new IllegalStateException("these classes are compiled: " + sources.keySet());
  }

  static Judge judge(Function<SortedMap<String, String>, Outcome> compiler) {
    return new Judge(compiler, LoopbackStage::new, NONE, "in-process", () -> true);
  }

  /// The same judge, without JUnit.
  static Judge plainJudge(Function<SortedMap<String, String>, Outcome> compiler) {
    PlainChecks checks = new PlainChecks();
    return new Judge(compiler, (exercise, classes) -> new LoopbackStage(exercise, classes, checks),
        NONE, "in-process", () -> true);
  }

  /// One compiler for many submissions: opening the class path takes longer than compiling.
  private static final class Shared {
    private static final SourceCompiler COMPILER = new SourceCompiler(classPath());
  }

  static synchronized Outcome compile(Submission submission) {
    return Shared.COMPILER.compile(submission.files());
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isBlank()).map(Path::of).toList();
  }
}
