package grader.run;

import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.report.PlannedCheck;
import grader.sandbox.ConfinedProcess;
import grader.sandbox.Workshop;
import grader.worker.Remote;
import grader.worker.Wire;
import java.time.Duration;
import java.util.SortedMap;

/// A stage with a sandboxed worker, and a few spare ones: when learner code ends its worker, the
/// next checks get a fresh one, within the same budget of time.
final class SandboxedStage implements Stage {
  private static final int MAX_WORKERS = 4;

  private final Workshop workshop;
  private final Watchdog watchdog;
  private final Exercise exercise;
  private final SortedMap<String, byte[]> classes;
  private ConfinedProcess worker;
  private Watchdog.Watch watch;
  private Remote remote;
  private int workersUsed;
  private String closedBecause = "";

  SandboxedStage(Workshop workshop, Watchdog watchdog, Exercise exercise,
      SortedMap<String, byte[]> classes) {
    this.workshop = workshop;
    this.watchdog = watchdog;
    this.exercise = exercise;
    this.classes = classes;
    this.worker = workshop.pool().take();
    this.watch = watchdog.watch(worker, exercise.budget());
    this.remote = begin();
  }

  private Remote begin() {
    workersUsed++;
    try {
      return joined(watch.timed(worker.wire()), workshop, exercise, classes);
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  /// A conversation with a worker that has loaded the learner's classes.
  static Remote joined(Wire wire, Workshop workshop, Exercise exercise,
      SortedMap<String, byte[]> classes) {
    Remote remote = new Remote(wire, workshop.files().slotTypes(),
        SandboxedStage.class.getClassLoader());
    remote.awaitReady();
    remote.load(Exercise.LEARNER_PACKAGE + "." + exercise.submissionClass(), exercise.slotType(),
        classes);
    return remote;
  }

  @Override
  public Remote remote() {
    return remote;
  }

  @Override
  public boolean isOpen() {
    return closedBecause.isEmpty();
  }

  @Override
  public String closedBecause() {
    return closedBecause;
  }

  @Override
  public Feedback lost(PlannedCheck check) {
    boolean isTooLate = watch.hasBitten();
    Feedback feedback = WorkerEnd.feedback(worker, isTooLate, exercise.budget(), check);
    Duration left = watch.left();
    close();
    if (isTooLate || !left.isPositive()) {
      closedBecause = "The " + WorkerEnd.seconds(exercise.budget())
          + " of this exercise were used up.";
    } else if (workersUsed >= MAX_WORKERS) {
      closedBecause = "Your code ended " + MAX_WORKERS + " times; we did not start it again.";
    } else {
      worker = workshop.pool().take();
      watch = watchdog.watch(worker, left);
      remote = begin();
    }
    return feedback;
  }

  @Override
  public boolean renew() {
    return workersUsed == 1 && isOpen() && watch.renew();
  }

  @Override
  public String lostOutput() {
    String printed = worker.printed();
    int known = Math.min(remote.outputSeen(), printed.length());
    return printed.substring(known)
        .replaceAll("(?s)Terminating due to java.lang.OutOfMemoryError.*", "");
  }

  @Override
  public void close() {
    watch.close();
    workshop.pool().finish(worker);
  }
}
