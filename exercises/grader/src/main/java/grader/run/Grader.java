package grader.run;

import grader.compile.Suggestions;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.Isolation;
import grader.report.Openness;
import grader.report.Provenance;
import grader.sandbox.ConfinedProcess;
import grader.sandbox.Pace;
import grader.sandbox.Workshop;
import grader.worker.BadAnswer;
import grader.worker.LearnerThrew;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import grader.worker.Remote;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Judges submissions: compiles, runs the checks against a sandboxed worker, gives the verdict.
///
/// Started once and kept: it holds a warm compiler process and a pool of workers that wait, each
/// for one submission. Safe to call from several threads.
public final class Grader implements AutoCloseable {
  private static final int WAITING_WORKERS = 3;

  private final Workshop workshop;
  private final Watchdog watchdog = new Watchdog();
  private final Compiler compiler;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Judge judge;
  private final Disclosing disclosing;

  private Grader(Workshop workshop, Pace pace, Disclosing disclosing) {
    this.workshop = workshop;
    this.disclosing = disclosing;
    this.compiler = new Compiler(workshop, watchdog);
    int processors = Runtime.getRuntime().availableProcessors();
    this.judge = new Judge(compiler::compile,
        (exercise, classes) -> new SandboxedStage(workshop, watchdog, exercise, classes),
        workshop.isolation(), workshop.files().digest(),
        () -> pace == Pace.ONE_BY_ONE && 2 * underWay.get() <= processors);
    WarmUp.checks();
  }

  /// Measures the isolation that this machine allows, then starts compiler and workers.
  public static Grader start(Catalog catalog) {
    return start(catalog, Disclosing.AS_WRITTEN);
  }

  /// The same, with hidden checks shown as an instructor decided.
  public static Grader start(Catalog catalog, Disclosing disclosing) {
    return new Grader(Workshop.open(slots(catalog), WAITING_WORKERS, Pace.ONE_BY_ONE),
        Pace.ONE_BY_ONE, disclosing);
  }

  /// A grader for many submissions at once: none of its workers rehearses, because that would take
  /// the processor from those that are graded. Its verdicts are the same.
  public static Grader startForMany(Catalog catalog) {
    return new Grader(Workshop.open(slots(catalog), WAITING_WORKERS, Pace.MANY), Pace.MANY,
        Disclosing.AS_WRITTEN);
  }

  /// A grader without a sandbox, as on a machine that has none. Its isolation says what that leaves
  /// open.
  public static Grader startWithoutSandbox(Catalog catalog) {
    return new Grader(Workshop.openWithoutSandbox(slots(catalog), WAITING_WORKERS),
        Pace.ONE_BY_ONE, Disclosing.AS_WRITTEN);
  }

  private static List<Class<?>> slots(Catalog catalog) {
    return catalog.exercises().stream().<Class<?>>map(Exercise::slotType).distinct().toList();
  }

  public Grade grade(Exercise exercise, Submission submission) {
    return grade(exercise, submission, OptionalLong.empty(), GradeListener.SILENT);
  }

  public Grade grade(Exercise exercise, Submission submission, GradeListener listener) {
    return grade(exercise, submission, OptionalLong.empty(), listener);
  }

  /// Judges one submission; the seed comes from its digest unless one is given.
  public Grade grade(Exercise exercise, Submission submission, OptionalLong seed,
      GradeListener listener) {
    return grade(exercise, submission, seed, disclosing.of(exercise), listener);
  }

  /// Judges one submission under these very conditions, as an earlier verdict states them.
  public Grade grade(Exercise exercise, Submission submission, OptionalLong seed,
      Optional<Openness> openness, GradeListener listener) {
    underWay.incrementAndGet();
    try {
      return judge.judge(exercise, submission, seed, openness, listener);
    } finally {
      underWay.decrementAndGet();
    }
  }

  /// What a verdict on this submission would depend on; the same provenance gives the same verdict.
  public Provenance provenance(Exercise exercise, Submission submission) {
    return judge.provenance(exercise, submission, disclosing.of(exercise));
  }

  /// Compiles a submission that must compile; for those who examine its classes.
  public SortedMap<String, byte[]> compile(Exercise exercise, Submission submission) {
    return switch (judge.compile(exercise, submission)) {
      case Judge.Compiled.Ready ready -> ready.classes();
      case Judge.Compiled.Stopped stopped -> throw new IllegalArgumentException(
          stopped.grade().message() + stopped.grade().diagnostics());
    };
  }

  /// What the compiler has against a submission; nothing is run.
  public List<Diagnostic> complaints(Exercise exercise, Submission submission) {
    return switch (judge.compile(exercise, submission)) {
      case Judge.Compiled.Ready _ -> List.of();
      case Judge.Compiled.Stopped stopped -> stopped.grade().diagnostics();
    };
  }

  /// What may be written in a file of a submission at an offset, in characters.
  public Suggestions complete(Submission submission, String file, int offset) {
    return compiler.complete(submission.files(), file, offset);
  }

  /// What the hidden checks have against these classes; empty when they pass all. The random worlds
  /// are those of the submission that they were made from.
  public Optional<Killer> killer(Exercise exercise, Submission origin,
      SortedMap<String, byte[]> classes) {
    return judge.killer(exercise, origin, classes);
  }

  /// Compiles a submission and keeps its class running, as the slot `slot`.
  public <S> Opening<S> open(Exercise exercise, Submission submission, Class<S> slot,
      Object... constructorArguments) {
    return switch (judge.compile(exercise, submission)) {
      case Judge.Compiled.Stopped stopped -> new Opening.Refused<>(stopped.grade());
      case Judge.Compiled.Ready ready ->
        started(exercise, submission, ready.classes(), slot, constructorArguments);
    };
  }

  private <S> Opening<S> started(Exercise exercise, Submission submission,
      SortedMap<String, byte[]> classes, Class<S> slot, Object[] arguments) {
    ConfinedProcess worker = workshop.pool().take();
    try (Watchdog.Watch _ = watchdog.watch(worker, exercise.budget())) {
      Remote remote = SandboxedStage.joined(worker.wire(), workshop, exercise, classes);
      Supplier<S> instances = instances(remote, slot, arguments);
      return new SandboxedPart<>(slot, instances, worker, workshop.pool(), watchdog);
    } catch (BadAnswer | LearnerThrew | PeerGone | ProtocolBroken problem) {
      workshop.pool().finish(worker);
      return new Opening.Refused<>(judge.stopped(exercise, submission, Grade.Cause.WRONG_SHAPE,
          "Your class could not be started: " + problem.getMessage()));
    }
  }

  /// The first instance shows at once whether there can be any, so it is made now.
  private static <S> Supplier<S> instances(Remote remote, Class<S> slot, Object[] arguments) {
    Queue<S> made = new ArrayDeque<>(List.of(remote.start(slot, true, arguments)));
    return () -> {
      S first = made.poll();
      return first == null ? remote.start(slot, false, arguments) : first;
    };
  }

  /// What confines learners' code here, as measured at the start.
  public Isolation isolation() {
    return workshop.isolation();
  }

  /// How much processor time the compiler and all workers used that are ended; what this process
  /// itself uses is not counted.
  public Duration processorTime() {
    return workshop.pool().processorTime().plus(compiler.processorTime());
  }

  /// Waits until the pool is full again.
  public void awaitIdle() {
    workshop.pool().awaitFull();
  }

  @Override
  public void close() {
    compiler.close();
    watchdog.close();
    workshop.close();
  }
}
