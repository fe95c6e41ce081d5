package grader.run;

import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.report.PlannedCheck;
import grader.sandbox.SlotTypes;
import grader.worker.LoopbackWire;
import grader.worker.Remote;
import grader.worker.Worker;
import java.util.List;
import java.util.SortedMap;

/// A stage in this process: the same conversation, both ends in one thread, so a debugger sees
/// both.
final class LoopbackStage implements Stage {
  private static final ClassValue<List<String>> SLOT_TYPES = new ClassValue<>() {
    @Override
    protected List<String> computeValue(Class<?> slot) {
      ClassLoader loader = LoopbackStage.class.getClassLoader();
      return List.copyOf(SlotTypes.closure(List.of(slot), loader).keySet());
    }
  };

  private final Remote remote;
  private final Performer performer;

  LoopbackStage(Exercise exercise, SortedMap<String, byte[]> classes) {
    this(exercise, classes, new CheckRunner());
  }

  LoopbackStage(Exercise exercise, SortedMap<String, byte[]> classes, Performer performer) {
    this.performer = performer;
    ClassLoader loader = LoopbackStage.class.getClassLoader();
    List<String> slotTypes = SLOT_TYPES.get(exercise.slotType());
    LoopbackWire[] ends = LoopbackWire.pair();
    Worker worker = new Worker(ends[1], slotTypes, loader, () -> "");
    remote = new Remote(ends[0], slotTypes, loader);
    ends[0].whenWaiting(worker::handleOne);
    ends[1].whenWaiting(remote::answerOne);
    worker.sayReady();
    remote.awaitReady();
    remote.load(Exercise.LEARNER_PACKAGE + "." + exercise.submissionClass(), exercise.slotType(),
        classes);
  }

  @Override
  public Performer performer() {
    return performer;
  }

  @Override
  public Remote remote() {
    return remote;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public String closedBecause() {
    return "";
  }

  @Override
  public Feedback lost(PlannedCheck check) {
    throw new IllegalStateException("A part in this process cannot be lost");
  }

  @Override
  public boolean renew() {
    return true;
  }

  @Override
  public String lostOutput() {
    return "";
  }

  @Override
  public void close() {}
}
