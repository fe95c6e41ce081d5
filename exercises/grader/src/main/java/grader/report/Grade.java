package grader.report;

import java.util.List;

/// A verdict as a value: passed, failed, or not runnable, with all that it depends on.
public sealed interface Grade {

  Provenance provenance();

  /// The tasks' results, in the order of the statement; none when nothing could run.
  List<TaskResult> tasks();

  /// What this one run measured; differs from run to run and is no part of the digested verdict.
  RunFacts run();

  /// All checks' results in source order, task by task.
  default List<CheckResult> results() {
    return tasks().stream().flatMap(task -> task.checks().stream()).toList();
  }

  /// Points earned; the denominator is the exercise's own.
  default int scored() {
    return tasks().stream().mapToInt(TaskResult::scored).sum();
  }

  default boolean isPassed() {
    return this instanceof Passed;
  }

  /// Every task got all its checks right.
  record Passed(Provenance provenance, List<TaskResult> tasks, RunFacts run) implements Grade {
    public Passed {
      tasks = List.copyOf(tasks);
      if (!tasks.stream().allMatch(TaskResult::isPassed)) {
        throw new IllegalArgumentException("A task did not pass");
      }
    }
  }

  /// It ran, and some check did not pass.
  record Failed(Provenance provenance, List<TaskResult> tasks, RunFacts run) implements Grade {
    public Failed {
      tasks = List.copyOf(tasks);
      if (tasks.stream().allMatch(TaskResult::isPassed)) {
        throw new IllegalArgumentException("Every task passed");
      }
    }

    /// The first result that did not pass, in source order: what to look at now.
    public CheckResult first() {
      return results().stream().filter(result -> !result.isPassed()).findFirst().orElseThrow();
    }

    /// The known mistakes this submission showed, in the order they were met.
    public List<String> misconceptions() {
      return results().stream().flatMap(result -> result.feedback().stream())
        .flatMap(feedback -> feedback.misconception().stream())
        .map(misconception -> misconception.name()).distinct().toList();
    }
  }

  /// There was nothing to run, or it had to be stopped as a whole. Scores nothing.
  record NotRunnable(Provenance provenance, Cause cause, String message,
    List<Diagnostic> diagnostics, RunFacts run) implements Grade {
    public NotRunnable {
      diagnostics = List.copyOf(diagnostics);
    }

    @Override
    public List<TaskResult> tasks() {
      return List.of();
    }
  }

  /// Why a submission could not be judged.
  enum Cause {
    /// The files were refused before compiling.
    REJECTED,
    /// The compiler found errors; each is a [Diagnostic].
    DOES_NOT_COMPILE,
    /// It compiles, and is not an implementation of the slot.
    WRONG_SHAPE,
    /// The worker sent what does not belong to the conversation.
    PROTOCOL_BROKEN,
    /// The grader itself, or the exercise, failed. Not the learner's doing.
    GRADER_FAULT
  }

}
