package kube.controlplane.controllermanager.node;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.Node;

/// The nodes of one failure zone: how many are dark, and who waits to be given up.
///
/// One node every ten seconds may be given up. When most of a zone is dark at once, the network is
/// the likelier culprit, and it goes slower: one in a hundred seconds, and none at all in a zone of
/// fifty nodes or fewer.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
final class Zone {

  /// How much of the zone is dark.
  enum State {
    NORMAL, PARTIAL_DISRUPTION, FULL_DISRUPTION
  }

  private static final double UNHEALTHY_SHARE = 0.55;
  private static final int FEW_DARK = 2;
  private static final int LARGE_ZONE = 50;
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(100);
  private static final String REGION = "topology.kubernetes.io/region";
  private static final String ZONE = "topology.kubernetes.io/zone";

  private final Set<String> waiting = new LinkedHashSet<>();
  private State state = State.NORMAL;
  private int ready;
  private int dark;
  private Optional<Instant> lastGivenUp = Optional.empty();

  /// The name of the node's zone; nodes without one are in one together.
  static String of(Node node) {
    var labels = node.metadata().labels();
    String region = labels.getOrDefault(REGION, "");
    String zone = labels.getOrDefault(ZONE, "");
    return region.isEmpty() ? zone : region + "/" + zone;
  }

  void beginCount() {
    ready = 0;
    dark = 0;
  }

  void count(boolean isReady) {
    if (isReady) {
      ready++;
    } else {
      dark++;
    }
  }

  /// The state that follows from the count. Returns whether it has changed.
  boolean endCount() {
    State before = state;
    state = stateOf(ready, dark);
    return state != before;
  }

  static State stateOf(int ready, int dark) {
    if (ready == 0 && dark > 0) return State.FULL_DISRUPTION;
    boolean isMostDark = dark > FEW_DARK
        && (float) dark / (ready + dark) >= (float) UNHEALTHY_SHARE;
    return isMostDark ? State.PARTIAL_DISRUPTION : State.NORMAL;
  }

  State state() {
    return state;
  }

  int dark() {
    return dark;
  }

  int size() {
    return ready + dark;
  }

  void wait(String node) {
    waiting.add(node);
  }

  void leaveQueue(String node) {
    waiting.remove(node);
  }

  void emptyQueue() {
    waiting.clear();
  }

  /// The next node to be given up now; empty when none waits or it is too early.
  Optional<String> next(Instant now) {
    Optional<Duration> pause = pause();
    if (pause.isEmpty() || waiting.isEmpty()) return Optional.empty();
    boolean isTooEarly = lastGivenUp
        .filter(last -> now.isBefore(last.plus(pause.get())))
        .isPresent();
    if (isTooEarly) return Optional.empty();
    lastGivenUp = Optional.of(now);
    String first = waiting.iterator().next();
    waiting.remove(first);
    return Optional.of(first);
  }

  /// How long to wait between two nodes; empty when none may be given up at all.
  private Optional<Duration> pause() {
    return switch (state) {
      case NORMAL, FULL_DISRUPTION -> Optional.of(PAUSE);
      case PARTIAL_DISRUPTION -> size() > LARGE_ZONE
          ? Optional.of(LONG_PAUSE)
          : Optional.empty();
    };
  }
}
