package kube.controlplane.apiserver.http.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// What waits, by level and by flow; the next is always the one whose kind has had the least.
///
/// Flows of one level take turns, one request each. Levels are served in proportion to their
/// shares; a level that was empty does not save up what it did not use.
///
/// Owned by whoever holds [FlowControl]'s lock.
final class FairQueues<T> {

  private final int waitingPerFlow;
  private final List<Level<T>> levels = new ArrayList<>();
  private double now;
  private int size;

  /// @param waitingPerFlow how many of one flow may wait
  FairQueues(int waitingPerFlow) {
    this.waitingPerFlow = waitingPerFlow;
    for (PriorityLevel priority : PriorityLevel.values()) levels.add(new Level<>(priority));
  }

  private static final class Level<T> {
    private final PriorityLevel priority;
    private final Map<String, Queue<T>> flows = new LinkedHashMap<>();

    /// How much this level has had, by its own measure: a large share makes the clock slow.
    private double served;

    private Level(PriorityLevel priority) {
      this.priority = priority;
    }

    private boolean waits() {
      return !flows.isEmpty();
    }

    private boolean isExempt() {
      return priority == PriorityLevel.EXEMPT;
    }

    /// The exempt come first whatever they have had.
    private double turn() {
      return isExempt() ? -1 : served;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Whether there was room for it.
  boolean add(PriorityLevel priority, String flow, T item) {
    Level<T> level = levels.stream().filter(it -> it.priority == priority).findFirst()
        .orElseThrow();
    if (!level.waits()) level.served = Math.max(level.served, now);
    Queue<T> queue = level.flows.computeIfAbsent(flow, it -> new ArrayDeque<>());
    if (!level.isExempt() && queue.size() >= waitingPerFlow) return false;
    size++;
    return queue.add(item);
  }

  /// Takes out the next.
  Optional<T> poll() {
    return levels.stream().filter(Level::waits).min(Comparator.comparingDouble(Level::turn))
        .map(this::take);
  }

  private T take(Level<T> level) {
    if (!level.isExempt()) {
      now = level.served;
      level.served += 1.0 / level.priority.shares();
    }
    Iterator<Map.Entry<String, Queue<T>>> flows = level.flows.entrySet().iterator();
    Map.Entry<String, Queue<T>> first = flows.next();
    flows.remove();
    T item = first.getValue().remove();
    if (!first.getValue().isEmpty()) level.flows.put(first.getKey(), first.getValue());
    size--;
    return item;
  }
}
