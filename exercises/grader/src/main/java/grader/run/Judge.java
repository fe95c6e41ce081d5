package grader.run;

import grader.check.Seed;
import grader.compile.CompileMessages.Outcome;
import grader.exercise.Exercise;
import grader.report.CheckResult;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.Isolation;
import grader.report.Openness;
import grader.report.Provenance;
import grader.report.RunFacts;
import grader.report.TaskResult;
import grader.worker.BadAnswer;
import grader.worker.LearnerThrew;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Makes the verdict on one submission: compiles, declares the plan, performs it, sums up.
///
/// The same for a sandboxed worker and for this process; only compiler and [Stage] differ.
final class Judge {
  private final Function<SortedMap<String, String>, Outcome> compiler;
  private final Theatre theatre;
  private final Isolation isolation;
  private final String graderDigest;
  private final BooleanSupplier hasRoom;

  /// Gives a stage on which these classes fill the exercise's slot.
  interface Theatre {
    Stage open(Exercise exercise, SortedMap<String, byte[]> classes);
  }

  /// @param hasRoom whether a processor is free for a second lane; no verdict depends on it
  Judge(Function<SortedMap<String, String>, Outcome> compiler, Theatre theatre, Isolation isolation,
      String graderDigest, BooleanSupplier hasRoom) {
    this.compiler = compiler;
    this.theatre = theatre;
    this.isolation = isolation;
    this.graderDigest = graderDigest;
    this.hasRoom = hasRoom;
  }

  /// The seed of a submission's random worlds: from its digest, so that nobody chooses it and
  /// everybody gets it again.
  static long seedOf(Submission submission) {
    return Long.parseUnsignedLong(submission.digest().substring(0, 16), 16);
  }

  Grade judge(Exercise exercise, Submission submission, OptionalLong seed,
      Optional<Openness> openness, GradeListener listener) {
    Trial trial = new Trial(exercise, submission, seed, openness, listener);
    Grade grade = trial.hold();
    listener.finished(grade);
    return grade;
  }

  /// What a verdict on this submission would depend on.
  Provenance provenance(Exercise exercise, Submission submission, Optional<Openness> openness) {
    return new Trial(exercise, submission, OptionalLong.empty(), openness,
        GradeListener.SILENT).provenance;
  }

  /// Compiles without judging; for a part that is to run in a cluster.
  Compiled compile(Exercise exercise, Submission submission) {
    return trial(exercise, submission).compile();
  }

  /// What the hidden checks have against these classes; empty when they pass all. The random worlds
  /// are those of the submission that they were made from.
  Optional<Killer> killer(Exercise exercise, Submission origin,
      SortedMap<String, byte[]> classes) {
    return trial(exercise, origin).killer(classes);
  }

  /// A trial of which nobody hears, under the conditions of every other.
  private Trial trial(Exercise exercise, Submission submission) {
    return new Trial(exercise, submission, OptionalLong.empty(), Optional.empty(),
        GradeListener.SILENT);
  }

  /// Classes that are ready to run, or the grade that says why there are none.
  sealed interface Compiled {
    record Ready(SortedMap<String, byte[]> classes) implements Compiled {}

    record Stopped(Grade.NotRunnable grade) implements Compiled {}
  }

  /// The grade of a submission whose part could not be started.
  Grade.NotRunnable stopped(Exercise exercise, Submission submission, Grade.Cause cause,
      String message) {
    return trial(exercise, submission).stopped(cause, message, List.of());
  }

  /// One submission on its way to a verdict.
  private final class Trial {
    private final Exercise exercise;
    private final Submission submission;
    private final GradeListener listener;
    private final Provenance provenance;
    private final long began = System.nanoTime();
    private Duration compileTime = Duration.ZERO;

    Trial(Exercise exercise, Submission submission, OptionalLong seed,
        Optional<Openness> openness, GradeListener listener) {
      this.exercise = exercise;
      this.submission = submission;
      this.listener = listener;
      String digest = submission.digest();
      this.provenance = new Provenance(exercise.id(), digest, exercise.digest(), graderDigest,
          Runtime.version().toString(),
          seed.orElseGet(() -> seedOf(submission)), isolation, openness);
    }

    Grade hold() {
      CheckPlan plan = CheckPlan.of(exercise).shown(provenance.openness());
      listener.started(plan.checks());
      return switch (compile()) {
        case Compiled.Stopped stopped -> stopped.grade();
        case Compiled.Ready ready -> perform(plan, ready.classes());
      };
    }

    private Compiled compile() {
      Outcome outcome = compiler.apply(submission.files());
      compileTime = elapsed();
      List<Diagnostic> diagnostics = outcome.complaints().stream().map(each -> new Diagnostic(
          each.file(), each.line(), each.column(), each.message())).toList();
      listener.compiled(diagnostics);
      if (!outcome.isCompiled()) {
        return new Compiled.Stopped(stopped(Grade.Cause.DOES_NOT_COMPILE,
            "It does not compile: " + count(diagnostics.size(), "error") + "."
                + CompileAdvice.on(exercise.slotType(), diagnostics),
            diagnostics));
      }
      String wanted = Exercise.LEARNER_PACKAGE + "." + exercise.submissionClass();
      for (String name : outcome.classes().keySet()) {
        if (!name.startsWith(Exercise.LEARNER_PACKAGE + ".")) {
          return new Compiled.Stopped(stopped(Grade.Cause.REJECTED, "The class `" + name
              + "` is not in the package `learner`. Begin each file with `package learner;`.",
              List.of()));
        }
      }
      if (!outcome.classes().containsKey(wanted)) {
        return new Compiled.Stopped(stopped(Grade.Cause.WRONG_SHAPE, "There is no class `"
            + exercise.submissionClass() + "`. Name your class as in the starter.", List.of()));
      }
      return new Compiled.Ready(outcome.classes());
    }

    Optional<Killer> killer(SortedMap<String, byte[]> classes) {
      try (Stage stage = theatre.open(exercise, classes)) {
        return new Run(exercise, new Seed(provenance.seed()), stage)
            .firstHiddenFailure(CheckPlan.of(exercise)).map(Killer.Check::new);
      } catch (BadAnswer | LearnerThrew | ProtocolBroken | PeerGone unfit) {
        return Optional.of(new Killer.Start(String.valueOf(unfit.getMessage())));
      } catch (BrokenCheck broken) {
        return Optional.of(new Killer.OurMistake(String.valueOf(broken.getMessage())));
      }
    }

    private Grade perform(CheckPlan plan, SortedMap<String, byte[]> classes) {
      try {
        List<CheckResult> results = new Lanes(plan, listener, hasRoom.getAsBoolean()).perform(
            exercise,
            new Seed(provenance.seed()), () -> theatre.open(exercise, classes));
        List<TaskResult> tasks = exercise.tasks().stream().map(task -> new TaskResult(task, results
            .stream().filter(result -> result.check().task() == task.number()).toList())).toList();
        RunFacts facts = new RunFacts(compileTime, elapsed(), "");
        return tasks.stream().allMatch(TaskResult::isPassed)
            ? new Grade.Passed(provenance, tasks, facts)
            : new Grade.Failed(provenance, tasks, facts);
      } catch (BadAnswer shape) {
        return stopped(Grade.Cause.WRONG_SHAPE, shape.getMessage()
            + " Compare it with the starter.",
            List.of());
      } catch (LearnerThrew linkage) {
        return stopped(Grade.Cause.WRONG_SHAPE, "Your class cannot be loaded: "
            + linkage.getMessage(),
            List.of());
      } catch (ProtocolBroken broken) {
        return stopped(Grade.Cause.PROTOCOL_BROKEN,
            "The run was stopped, because your code's process"
                + " sent what does not belong to the conversation (" + broken.getMessage()
                + "). Leave the process's own channels alone and answer the calls.",
            List.of());
      } catch (PeerGone gone) {
        return stopped(Grade.Cause.GRADER_FAULT, "The worker ended before it began ("
            + gone.getMessage() + "). Try again.", List.of());
      } catch (BrokenCheck broken) {
        return stopped(Grade.Cause.GRADER_FAULT, String.valueOf(broken.getMessage()), List.of());
      }
    }

    private Grade.NotRunnable stopped(Grade.Cause cause, String message,
        List<Diagnostic> diagnostics) {
      return new Grade.NotRunnable(provenance, cause, message, diagnostics,
          new RunFacts(compileTime, elapsed(), ""));
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }

  private static String count(int number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }
}
