package grader.attack;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.Grade;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Opening;
import grader.run.Submission;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import kube.foundation.machine.PartFailure;

/// A grader with one exercise that hostile oracles are handed in to.
final class Arena implements AutoCloseable {
  private static final String HONEST = """
      package learner;
      import grader.attack.Oracle;
      import java.util.*;
      import java.util.function.Supplier;
      public class MyOracle implements Oracle {
        public int next(int number) { return number + 1; }
        public String ask(String question) { return question; }
        public Verse verse(int number) { return new Verse(number, "one"); }
        public List<Verse> verses() { return List.of(new Verse(1, "one")); }
        public Optional<String> askBack(Supplier<String> prompter) {
          return Optional.of(prompter.get());
        }
      }
      """;

  final Exercise exercise = new Exercise("X99", "the-oracle", "The oracle", 1, 5, "L01", "warm-up",
      Oracle.class, "MyOracle", Duration.ofSeconds(2),
      List.of(new Task(1, "Answer", 1), new Task(2, "Ask back", 1)), List.of(), new TreeMap<>(),
      List.of(), List.of(), List.of(OracleChecks.class), "", "0");
  final Grader grader;

  Arena() {
    this(true);
  }

  Arena(boolean isSandboxed) {
    Catalog catalog = new Catalog(List.of(exercise));
    grader = isSandboxed ? Grader.start(catalog) : Grader.startWithoutSandbox(catalog);
  }

  /// The honest oracle with the body of `ask` replaced, and other edits.
  static Submission oracle(String askBody) {
    return source(HONEST.replace("{ return question; }", "{ " + askBody + " }"));
  }

  /// The honest oracle with the body of `next` replaced.
  static Submission oracleNext(String nextBody) {
    return source(HONEST.replace("{ return number + 1; }", "{ " + nextBody + " }"));
  }

  static Submission oracleAskBack(String body) {
    return source(HONEST.replace("{\n    return Optional.of(prompter.get());\n  }", "{ " + body
        + " }"));
  }

  static Submission honest() {
    return source(HONEST);
  }

  static String honestSource() {
    return HONEST;
  }

  static Submission source(String text) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("MyOracle.java", text);
    return new Submission(files);
  }

  Grade grade(Submission submission) {
    return grader.grade(exercise, submission);
  }

  /// Lets hostile code run inside a worker and tell what it could do.
  String ask(String askBody) {
    return switch (grader.open(exercise, oracle(askBody), Oracle.class)) {
      case Opening.Refused<Oracle> refused -> "refused: " + refused.why().message()
          + refused.why().diagnostics();
      case LearnerPart<Oracle> running -> {
        try (running) {
          yield running.part().ask("go");
        } catch (PartFailure gone) {
          yield "gone: " + gone.reason();
        }
      }
    };
  }

  @Override
  public void close() {
    grader.close();
  }
}
