package grader.attack;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.StatedMutants;
import grader.exercise.Task;
import grader.format.Format;
import grader.format.SavedVerdict;
import grader.report.Grade;
import grader.report.Isolation;
import grader.run.DisclosurePlan;
import grader.run.GradeListener;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Opening;
import grader.run.RepeatedGrading;
import grader.run.Submission;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kube.foundation.machine.PartFailure;
import org.jspecify.annotations.Nullable;

/// A grader with one exercise that hostile oracles are handed in to.
public final class Arena implements AutoCloseable {
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

  private static final String STOPPED = "stopped: ";
  private static final Exercise EXERCISE = exercise("X99", List.of(OracleChecks.class));

  /// The same with a check that gets a lane of its own.
  private static final Exercise AT_LENGTH = exercise("X98",
      List.of(OracleChecks.class, LengthyOracleChecks.class));
  private final Grader grader;
  private final Map<Integer, String> insideBodies;
  private @Nullable LearnerPart<Oracle> insider;

  private Arena(Grader grader, List<Attack> attacks) {
    this.grader = grader;
    this.insideBodies = attacks.stream().filter(attack -> attack.insideBody().isPresent())
        .collect(Collectors.toMap(Attack::number, attack -> attack.insideBody().get()));
  }

  /// An arena with the strongest isolation that this machine has.
  public static Arena open(List<Attack> attacks) {
    return new Arena(Grader.start(catalog()), attacks);
  }

  /// An arena as on a machine without a sandbox.
  public static Arena openWithoutSandbox(List<Attack> attacks) {
    return new Arena(Grader.startWithoutSandbox(catalog()), attacks);
  }

  /// An arena for many submissions, whose lanes share a worker.
  static Arena openForMany() {
    return new Arena(Grader.startForMany(catalog()), List.of());
  }

  static Catalog catalog() {
    return new Catalog(List.of(EXERCISE, AT_LENGTH));
  }

  private static Exercise exercise(String id, List<Class<?>> checks) {
    return new Exercise(id, "the-oracle-" + id, "The oracle", 1, 5, "L01", "warm-up", List.of(),
        Oracle.class, "MyOracle", Duration.ofSeconds(1),
        List.of(new Task(1, "Answer", 1), new Task(2, "Ask back", 1)), List.of(), new TreeMap<>(),
        List.of(), List.of(), StatedMutants.NOTHING, checks, "", "0");
  }

  public Isolation isolation() {
    return grader.isolation();
  }

  /// The honest oracle with the body of `ask` replaced.
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

  /// The one file of a submission.
  static String text(Submission submission) {
    return String.join("", submission.files().values());
  }

  /// A submission to be judged in this process, without a sandbox.
  static RepeatedGrading inProcess(Submission submission) {
    return RepeatedGrading.of(EXERCISE, submission);
  }

  Grade grade(Submission submission) {
    return grader.grade(EXERCISE, submission);
  }

  /// The same with one check more, in the second lane.
  Grade gradeAtLength(Submission submission) {
    return grader.grade(AT_LENGTH, submission);
  }

  /// A grade that shows of hidden checks what the plan allows on this day.
  Grade gradeOn(LocalDate day, DisclosurePlan plan, Submission submission) {
    return grader.grade(EXERCISE, submission, OptionalLong.empty(),
        Optional.of(plan.on(day, EXERCISE)), GradeListener.SILENT);
  }

  /// What is different when a saved verdict is made again here.
  List<String> differences(SavedVerdict saved) throws SavedVerdict.NotSaved {
    return saved.differences(catalog(), grader);
  }

  /// A grade of this arena's exercise as others read it.
  String written(Format format, Grade grade) {
    return format.write(EXERCISE, grade);
  }

  /// What a learner reads first.
  static String message(Grade grade) {
    return switch (grade) {
      case Grade.Passed passed -> "passed";
      case Grade.Failed failed -> failed.first().feedback().orElseThrow().message();
      case Grade.NotRunnable stopped -> stopped.message();
    };
  }

  /// Holds when the submission does not pass, is told this, and the whole plan was declared.
  Outcome fails(Submission submission, String words) {
    Grade grade = grade(submission);
    String message = message(grade);
    boolean isPlanned = grade instanceof Grade.NotRunnable
        || grade.results().size() == OracleChecks.COUNT;
    return Outcome.heldWhen(!grade.isPassed() && isPlanned && message.contains(words), message);
  }

  /// Holds when the submission passes: what it tried besides its answers changed nothing.
  Outcome passes(Submission submission) {
    Grade grade = grade(submission);
    return Outcome.heldWhen(grade.isPassed(), message(grade));
  }

  /// Lets one of the attacks that run inside a worker try. One that has to be stopped is held.
  Outcome inside(int number) {
    String answer = ask("a" + number);
    return Outcome.heldWhen(answer.equals("held") || answer.startsWith(STOPPED), answer);
  }

  /// Lets a part run outside of any grading, as on the board, and asks it once.
  String live(Submission submission) {
    return switch (grader.open(EXERCISE, submission, Oracle.class)) {
      case Opening.Refused<Oracle> refused -> "refused: " + refused.why().message();
      case LearnerPart<Oracle> running -> {
        try (running) {
          yield running.part().ask("go");
        } catch (PartFailure gone) {
          yield "gone: " + gone.reason();
        }
      }
    };
  }

  private String ask(String question) {
    LearnerPart<Oracle> running = insider;
    if (running == null || !running.isAlive()) {
      switch (grader.open(EXERCISE, source(insiderSource()), Oracle.class)) {
        case Opening.Refused<Oracle> refused -> {
          return "refused: " + refused.why().message() + refused.why().diagnostics();
        }
        case LearnerPart<Oracle> started -> running = started;
      }
      insider = running;
    }
    try {
      return running.part().ask(question);
    } catch (PartFailure gone) {
      return STOPPED + gone.reason();
    }
  }

  /// One class that knows all attacks from inside, and makes the one it is asked for.
  private String insiderSource() {
    StringBuilder cases = new StringBuilder();
    StringBuilder methods = new StringBuilder();
    new TreeMap<>(insideBodies).forEach((number, body) -> {
      cases.append("case \"a%d\" -> a%d();%n".formatted(number, number));
      methods.append("private String a%d() throws Throwable {%n%s%n}%n".formatted(number, body));
    });
    String asking = "{ try { return switch (question) {\n" + cases + "default -> question; }; }\n"
        + "catch (Throwable thrown) { return \"threw \" + thrown; } }\n" + methods;
    return HONEST.replace("{ return question; }", asking);
  }

  @Override
  public void close() {
    if (insider != null) insider.close();
    grader.close();
  }
}
