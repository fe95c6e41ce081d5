package site.bench.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// What one learner was told is kept, and the one thing that was asked for and not yet answered.
///
/// A learner does one thing after the other. So after a crash each thing must be as it was promised
/// last, and only the one that was on its way may be as it was asked for instead.
///
/// Owned by the thread of its learner; others only ask how many promises there are.
final class Ledger {

  /// What was asked for; [#NOTHING] where the thing shall be gone.
  private record Wish(SortedMap<String, String> changes) {}

  /// What a thing is that is not there.
  static final String NOTHING = "";

  private final SortedMap<String, String> promised = new TreeMap<>();
  private Optional<Wish> onItsWay = Optional.empty();
  private final AtomicLong promises = new AtomicLong();

  /// One thing shall be so.
  void wishes(String name, String value) {
    onItsWay = Optional.of(new Wish(new TreeMap<>(Map.of(name, value))));
  }

  /// All things whose names begin so shall be gone, at once.
  void wishesGone(String prefix) {
    SortedMap<String, String> gone = new TreeMap<>();
    promised.keySet().stream().filter(name -> name.startsWith(prefix))
        .forEach(name -> gone.put(name, NOTHING));
    onItsWay = Optional.of(new Wish(gone));
  }

  /// What was asked for has been promised.
  void isPromised() {
    onItsWay.ifPresent(wish -> promised.putAll(wish.changes()));
    onItsWay = Optional.empty();
    promises.incrementAndGet();
  }

  /// What was asked for has been refused, and not done.
  void isRefused() {
    onItsWay = Optional.empty();
  }

  /// What was promised last of this.
  String of(String name) {
    return promised.getOrDefault(name, NOTHING);
  }

  long promises() {
    return promises.get();
  }

  /// Compares with what is there now and takes that over; returns what is wrong.
  List<String> settle(Map<String, String> found) {
    SortedMap<String, String> wished = new TreeMap<>(promised);
    onItsWay.ifPresent(wish -> wished.putAll(wish.changes()));
    List<String> asPromised = differences(promised, found);
    boolean isWhole = asPromised.isEmpty() || differences(wished, found).isEmpty();
    if (isWhole && !asPromised.isEmpty()) promised.putAll(wished);
    onItsWay = Optional.empty();
    return isWhole ? List.of() : asPromised;
  }

  private static List<String> differences(Map<String, String> wanted, Map<String, String> found) {
    List<String> differences = new ArrayList<>();
    wanted.forEach((name, value) -> {
      String there = found.getOrDefault(name, NOTHING);
      if (!there.equals(value)) {
        differences.add(name + " was promised as \"" + value + "\" and is \"" + there + "\"");
      }
    });
    return differences;
  }
}
