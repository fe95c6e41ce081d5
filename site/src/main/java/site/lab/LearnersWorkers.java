package site.lab;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The learner's parts that run in a lab, each in a worker of its own.
///
/// Safe for many threads.
final class LearnersWorkers implements AutoCloseable {

  private record Worker(Object part, AutoCloseable process) {}

  private final String learner;
  private final YourParts yourParts;
  private final Map<String, Worker> bySlot = new ConcurrentHashMap<>();

  LearnersWorkers(String learner, YourParts yourParts) {
    this.learner = learner;
    this.yourParts = yourParts;
  }

  /// Starts the learner's part of a slot; throws [LabTrouble] with the reason when it cannot.
  <S> void start(String slot, Class<S> type) {
    stop(slot);
    switch (yourParts.start(learner, slot, type)) {
      case YourParts.Start.Running<S> running ->
        bySlot.put(slot, new Worker(type.cast(running.part()), running.worker()));
      case YourParts.Start.Refused<S> refused -> throw new LabTrouble(refused.why());
    }
  }

  <S> Optional<S> part(String slot, Class<S> type) {
    return Optional.ofNullable(bySlot.get(slot)).map(worker -> type.cast(worker.part()));
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
