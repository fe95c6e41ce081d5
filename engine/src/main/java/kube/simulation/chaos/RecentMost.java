package kube.simulation.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// A number that changes, and the most and the least it has been within somebody's patience.
///
/// Who has to follow a wish may be away for a while: as long as that, what an earlier wish allowed
/// is forgiven.
final class RecentMost {

  private record Value(Instant since, int number) {}

  private final Duration patience;
  private final Deque<Value> values = new ArrayDeque<>();

  RecentMost(Duration patience) {
    this.patience = patience;
  }

  void set(int number, Instant now) {
    values.addLast(new Value(now, number));
  }

  int now() {
    return values.getLast().number;
  }

  int most(Instant now) {
    forget(now);
    return values.stream().mapToInt(Value::number).max().orElse(0);
  }

  int least(Instant now) {
    forget(now);
    return values.stream().mapToInt(Value::number).min().orElse(0);
  }

  private void forget(Instant now) {
    while (values.size() > 1 && secondEndedPatience(now)) values.removeFirst();
  }

  /// A value counts until patience has passed since the next one took its place.
  private boolean secondEndedPatience(Instant now) {
    Instant replacedAt = values.stream().skip(1).findFirst().orElseThrow().since;
    return replacedAt.plus(patience).isBefore(now);
  }
}
