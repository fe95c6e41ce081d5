package kube;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

/// Lets somebody else's part ask for many changes, but not for any number.
///
/// Owned by the loop.
final class FloodGate {

  private static final int MOST_A_SECOND = 10_000;

  private record Count(Instant second, int writes) {}

  private final TreeMap<String, Count> counts = new TreeMap<>();

  /// The way to the API server of a component that hosts somebody else's part.
  Transport around(Transport transport, Actor actor) {
    return request -> {
      if (!request.method().equals("GET")) count(actor);
      return actor.confinement().ours(() -> transport.send(request));
    };
  }

  private void count(Actor actor) {
    Instant second = actor.now().truncatedTo(ChronoUnit.SECONDS);
    Count before = counts.get(actor.name());
    int writes = before != null && before.second.equals(second) ? before.writes + 1 : 1;
    counts.put(actor.name(), new Count(second, writes));
    if (writes > MOST_A_SECOND) {
      throw new PartFailure("it floods the API server with more than " + MOST_A_SECOND
          + " changes a second");
    }
  }
}
