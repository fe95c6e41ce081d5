package kube.controlplane.controllermanager.node;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.Condition;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;

/// Measures how long each node has been silent, by our own clock.
///
/// A heartbeat is a *change* of the Lease or of the Ready condition: a node whose clock is wrong is
/// not dead. What was never seen to change is timed from the moment we began to look, so that a
/// restart gives everybody the whole time again.
///
/// Owned by the loop.
final class Heartbeats {

  private record Beat(String seen, Instant at) {}

  private final Map<String, Beat> byNode = new HashMap<>();

  /// Notes what the node says now. Returns how long it has said nothing else.
  Duration listen(Node node, Optional<Lease> lease, Instant now) {
    String seen = lease.flatMap(Lease::renewTime).map(Instant::toString).orElse("") + " "
        + node.condition("Ready").map(Condition::status).orElse("none");
    Beat last = byNode.get(node.metadata().name());
    if (last == null || !last.seen.equals(seen)) {
      byNode.put(node.metadata().name(), new Beat(seen, now));
      return Duration.ZERO;
    }
    return Duration.between(last.at, now);
  }

  /// Gives every node the whole time again: it was we who could not hear.
  void forgive(Instant now) {
    byNode.replaceAll((_, beat) -> new Beat(beat.seen, now));
  }

  void retain(Set<String> nodes) {
    byNode.keySet().retainAll(nodes);
  }
}
