package kube.controlplane.scheduler.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.filter.Inquiry;
import kube.controlplane.scheduler.filter.Refusal;
import kube.controlplane.scheduler.view.PodView;

/// All filters made ready for one Pod: each node runs past them, and the first that objects ends it.
///
/// The verdict on a node counts Pods with a promise of it as present and, to be safe, as absent:
/// both must fit.
public final class Gauntlet {

  private record Prepared(Filter filter, Inquiry.Check check, boolean alone) {}

  /// A node failed one filter.
  public record Failure(Filter filter, Refusal refusal) {}

  private final PodView pod;
  private final List<Filter> filters;
  private final SchedulerCache cluster;
  private final Nominations nominations;
  private List<Prepared> prepared = List.of();
  private Optional<Failure> hopeless = Optional.empty();

  public Gauntlet(PodView pod, List<Filter> filters, SchedulerCache cluster,
      Nominations nominations) {
    this.pod = pod;
    this.filters = filters;
    this.cluster = cluster;
    this.nominations = nominations;
    prepare();
  }

  /// Lets every filter look at the cluster as it is now.
  private void prepare() {
    List<Prepared> ready = new ArrayList<>(filters.size());
    for (Filter filter : filters) {
      switch (filter.prepare(pod, cluster)) {
        case Inquiry.Fine _ -> {}
        case Inquiry.Ask(Inquiry.Check check, boolean alone) ->
          ready.add(new Prepared(filter, check, alone));
        case Inquiry.Only(Inquiry.Check outside, Inquiry.Check inside) -> {
          ready.addFirst(new Prepared(filter, outside, true));
          ready.add(new Prepared(filter, inside, true));
        }
        case Inquiry.Hopeless(String reason) -> {
          hopeless = Optional.of(new Failure(filter, Refusal.forGood(reason)));
          return;
        }
      }
    }
    prepared = ready;
  }

  /// Why no node needs to be asked.
  public Optional<Failure> hopeless() {
    return hopeless;
  }

  /// Whether each node's verdict depends on that node alone.
  public boolean standsAlone() {
    for (Prepared one : prepared) {
      if (!one.alone) return false;
    }
    return true;
  }

  public Optional<Failure> run(NodeRoom room) {
    if (!nominations.isEmpty()) {
      List<PodView> promised = nominations.before(pod, room.name());
      if (!promised.isEmpty()) {
        Optional<Failure> crowded = cluster.with(room, promised, () -> runAnew(room));
        if (crowded.isPresent()) return crowded;
      }
    }
    return runPast(room);
  }

  /// Runs past filters that have looked at the cluster once more, because it is not as it was.
  public Optional<Failure> runAnew(NodeRoom room) {
    return standsAlone()
        ? runPast(room)
        : new Gauntlet(pod, filters, cluster, nominations).afresh(room);
  }

  private Optional<Failure> afresh(NodeRoom room) {
    return hopeless.isPresent() ? hopeless : runPast(room);
  }

  private Optional<Failure> runPast(NodeRoom room) {
    for (int i = 0; i < prepared.size(); i++) {
      Prepared one = prepared.get(i);
      Optional<Refusal> refusal = one.check.refuse(room);
      if (refusal.isPresent()) return Optional.of(new Failure(one.filter, refusal.get()));
    }
    return Optional.empty();
  }
}
