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
import java.util.OptionalLong;
import java.util.SortedMap;
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
        listener);
  }

  static Judge judge(Function<SortedMap<String, String>, Outcome> compiler) {
    return new Judge(compiler, LoopbackStage::new, NONE, "in-process");
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
