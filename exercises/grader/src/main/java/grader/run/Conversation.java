package grader.run;

import grader.check.PartSource;
import grader.check.Seed;
import grader.worker.Remote;

/// One check's side of a conversation with a worker: new instances for it, and the seed.
final class Conversation implements PartSource {
  private final Remote remote;
  private final Class<?> slot;
  private final Seed seed;
  private boolean hasStarted;
  private String remark = "";

  Conversation(Remote remote, Class<?> slot, Seed seed) {
    this.remote = remote;
    this.slot = slot;
    this.seed = seed;
  }

  @Override
  public <S> S start(Class<S> slotType, Object... parts) {
    if (slotType != slot) {
      throw new IllegalStateException("This exercise's slot is " + slot.getSimpleName() + ", not "
          + slotType.getSimpleName());
    }
    boolean isFirst = !hasStarted;
    hasStarted = true;
    return remote.start(slotType, isFirst, parts);
  }

  @Override
  public Seed seed() {
    return seed;
  }

  @Override
  public void remark(String sentence) {
    remark = sentence;
  }

  /// What the check had to say last.
  String remark() {
    return remark;
  }
}
