package kube.controlplane.scheduler.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.machine.Randomness;
import org.jspecify.annotations.Nullable;

/// Remembers how the nodes of a large cluster rank for the kinds of Pods that came lately.
///
/// A thousand equal Pods in a row are the rule, not the exception. For Pods that are judged by each
/// node alone, placing one changes the rank of one node only: the others need not be asked again.
///
/// Owned by the loop.
///
/// **In Kubernetes:** opportunistic batching,
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduler-perf-tuning/
final class Rankings implements SchedulerCache.Listener {

  private record Kind(String namespace, Map<String, String> labels, PodWish wish, int priority) {

    static Kind of(PodView pod) {
      return new Kind(pod.namespace(), pod.labels(), pod.wish(), pod.priority());
    }
  }

  private static final int KINDS_REMEMBERED = 16;

  private final Map<Kind, Ranking> rankings = new LinkedHashMap<>(16, 0.75f, true);
  private Optional<Kind> last = Optional.empty();

  /// The ranking that was asked for last, which mostly is asked for again: comparing two kinds is
  /// cheaper than looking one up.
  private @Nullable Kind newest;
  private @Nullable Ranking ofNewest;

  Rankings(SchedulerCache cluster) {
    cluster.onChange(this);
  }

  @Override
  public void nodesChanged() {
    rankings.clear();
    newest = null;
  }

  @Override
  public void roomChanged(NodeRoom room) {
    for (Ranking ranking : rankings.values()) ranking.changed(room);
  }

  /// Whether it is the second of a kind in a row: then there may be more.
  boolean isWorthIt(PodView pod) {
    Kind kind = Kind.of(pod);
    boolean again = last.filter(kind::equals).isPresent();
    last = Optional.of(kind);
    return again;
  }

  void remember(PodView pod, Ranking ranking) {
    if (rankings.size() >= KINDS_REMEMBERED) {
      rankings.remove(rankings.keySet().iterator().next());
    }
    Kind kind = Kind.of(pod);
    rankings.put(kind, ranking);
    newest = kind;
    ofNewest = ranking;
  }

  /// The best node, when the ranking for this kind of Pod is known and still holds.
  Optional<String> best(PodView pod, Randomness randomness) {
    if (rankings.isEmpty()) return Optional.empty();
    Kind kind = Kind.of(pod);
    Ranking ranking = kind.equals(newest) ? ofNewest : rankings.get(kind);
    if (ranking == null) return Optional.empty();
    Optional<String> best = ranking.best(randomness);
    newest = best.isPresent() ? kind : null;
    ofNewest = ranking;
    if (best.isEmpty()) rankings.remove(kind);
    return best;
  }
}
