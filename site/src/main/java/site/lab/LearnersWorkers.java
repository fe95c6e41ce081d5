package site.lab;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kube.Parts;
import kube.Slot;

/// The learner's parts that run in a lab, each in a worker of its own.
///
/// Any slot will do: how its questions and answers travel follows from its interface alone.
///
/// Safe for many threads.
final class LearnersWorkers implements AutoCloseable {

  /// @param makers makes the part anew whenever the component around it starts
  private record Worker(Supplier<?> makers, AutoCloseable process) {}

  private final String learner;
  private final YourParts yourParts;
  private final Map<String, Worker> bySlot = new ConcurrentHashMap<>();

  LearnersWorkers(String learner, YourParts yourParts) {
    this.learner = learner;
    this.yourParts = yourParts;
  }

  /// Starts the learner's part of a slot; throws [LabTrouble] with the reason when it cannot.
  <S> void start(Slot<S> slot) {
    stop(slot.id());
    switch (yourParts.start(learner, slot.id(), slot.type())) {
      case YourParts.Start.Running<S> running ->
        bySlot.put(slot.id(), new Worker(running.part(), running.worker()));
      case YourParts.Start.Refused<S> refused -> throw new LabTrouble(refused.why());
    }
  }

  /// These parts, with the learner's in place of those that run here.
  Parts in(Parts parts) {
    Parts all = parts;
    for (Slot<?> slot : Slot.all()) all = in(all, slot);
    return all;
  }

  private <S> Parts in(Parts parts, Slot<S> slot) {
    Worker worker = bySlot.get(slot.id());
    if (worker == null) return parts;
    return parts.with(slot, new Making<>(slot.type(), worker.makers()));
  }

  /// Two of the same worker are the same part, so nothing is restarted for it.
  private record Making<S>(Class<S> type, Supplier<?> makers) implements Supplier<S> {
    @Override
    public S get() {
      return type.cast(makers.get());
    }
  }

  /// The slots that run the learner's code.
  Set<String> running() {
    return Set.copyOf(bySlot.keySet());
  }

  void stop(String slot) {
    Worker worker = bySlot.remove(slot);
    if (worker != null) close(worker);
  }

  private static void close(Worker worker) {
    try {
      worker.process().close();
    } catch (Exception refused) {
      throw new IllegalStateException("a learner's worker does not end", refused);
    }
  }

  @Override
  public void close() {
    running().forEach(this::stop);
  }
}
