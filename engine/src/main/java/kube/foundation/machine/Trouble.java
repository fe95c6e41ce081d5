package kube.foundation.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What is wrong with programs themselves: whose clock goes wrong, and who stands still.
///
/// Owned by the loop.
public final class Trouble {

  private final TreeMap<String, Duration> skews = new TreeMap<>();
  private final TreeMap<String, List<Runnable>> hung = new TreeMap<>();

  /// From now on the party's clock is ahead by this much; zero sets it right.
  public void skew(String party, Duration ahead) {
    if (ahead.isZero()) {
      skews.remove(party);
    } else {
      skews.put(party, ahead);
    }
  }

  /// From now on the party stands still.
  public void hang(String party) {
    hung.putIfAbsent(party, new ArrayList<>());
  }

  /// The party goes on with what it could not do meanwhile.
  public void resume(String party) {
    List<Runnable> held = hung.remove(party);
    if (held != null) held.forEach(Runnable::run);
  }

  /// Whether the program stands still.
  public boolean isHung(String actor) {
    return hung.keySet().stream().anyMatch(party -> Party.covers(party, actor));
  }

  /// What the program's clock shows at this moment.
  Instant clockOf(String actor, Instant now) {
    if (skews.isEmpty()) return now;
    Instant shown = now;
    for (var skew : skews.entrySet()) {
      if (Party.covers(skew.getKey(), actor)) shown = shown.plus(skew.getValue());
    }
    return shown;
  }

  /// Keeps an event of a program that stands still. Returns whether it did.
  boolean holds(String actor, Runnable postAgain) {
    if (hung.isEmpty()) return false;
    for (var party : hung.entrySet()) {
      if (!Party.covers(party.getKey(), actor)) continue;
      party.getValue().add(postAgain);
      return true;
    }
    return false;
  }
}
