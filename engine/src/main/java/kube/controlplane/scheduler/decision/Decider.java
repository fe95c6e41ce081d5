package kube.controlplane.scheduler.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decision.Placed;
import kube.controlplane.scheduler.decision.Decision.Unschedulable;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// Decides where a Pod goes: drops what does not fit, ranks the rest, and leaves a tie to chance. It
/// changes nothing.
///
/// In a large cluster it stops looking once it has found enough nodes that fit, and begins the next
/// search where it stopped.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
public final class Decider {

  /// Up to so many nodes, all verdicts are kept.
  private static final int SMALL_CLUSTER = 100;

  private final Rules rules;
  private final SchedulerCache cluster;
  private final Nominations nominations;
  private final Randomness randomness;
  private final Rankings rankings;
  private int start;

  /// @param randomness chooses among nodes of the same score
  public Decider(Rules rules, SchedulerCache cluster, Nominations nominations,
      Randomness randomness) {
    this.rules = rules;
    this.cluster = cluster;
    this.nominations = nominations;
    this.randomness = randomness;
    this.rankings = new Rankings(cluster);
  }

  public Rules rules() {
    return rules;
  }

  public Decision decide(PodView pod) {
    if (cluster.rooms().isEmpty()) return new Unschedulable(0, "", List.of(), new TreeSet<>());
    Optional<String> remembered = nominations.isEmpty()
        ? rankings.best(pod, randomness)
        : Optional.empty();
    if (remembered.isPresent()) return new Placed(remembered.get(), List.of(), 1);
    Gauntlet gauntlet = new Gauntlet(pod, rules.filters(), cluster, nominations);
    if (gauntlet.hopeless().isPresent()) return hopeless(gauntlet.hopeless().get());
    Optional<NodeRoom> promised = promisedAndFree(pod, gauntlet);
    return promised.isPresent()
        ? new Placed(promised.get().name(), List.of(), 1)
        : search(pod, gauntlet);
  }

  /// The gauntlet of this profile for one Pod.
  public Gauntlet gauntlet(PodView pod) {
    return new Gauntlet(pod, rules.filters(), cluster, nominations);
  }

  private Unschedulable hopeless(Gauntlet.Failure failure) {
    return new Unschedulable(cluster.rooms().size(), failure.refusal().reasons().getFirst(),
        List.of(), new TreeSet<>(List.of(failure.filter().name())));
  }

  /// The node that others have left for this Pod, if it fits there now.
  private Optional<NodeRoom> promisedAndFree(PodView pod, Gauntlet gauntlet) {
    return nominations.nodeOf(pod.key())
        .flatMap(cluster::room)
        .filter(room -> gauntlet.run(room).isEmpty());
  }

  private Decision search(PodView pod, Gauntlet gauntlet) {
    List<NodeRoom> all = cluster.rooms();
    boolean worthRemembering = all.size() > SMALL_CLUSTER && nominations.isEmpty()
        && gauntlet.standsAlone() && rankings.isWorthIt(pod);
    int enough = worthRemembering ? all.size() : rules.enoughOf(all.size());
    List<NodeRoom> fitting = new ArrayList<>();
    List<Verdict> refused = new ArrayList<>();
    TreeSet<String> refusedBy = new TreeSet<>();
    int asked = 0;
    while (asked < all.size() && fitting.size() < enough) {
      NodeRoom room = all.get((start + asked++) % all.size());
      Optional<Gauntlet.Failure> failure = gauntlet.run(room);
      if (failure.isEmpty()) {
        fitting.add(room);
      } else {
        refused.add(verdict(room, failure.get()));
        refusedBy.add(failure.get().filter().name());
      }
    }
    start = (start + asked) % all.size();
    if (fitting.isEmpty()) return new Unschedulable(all.size(), "", sorted(refused), refusedBy);
    return choose(pod, gauntlet, fitting, refused, worthRemembering);
  }

  private static Verdict verdict(NodeRoom room, Gauntlet.Failure failure) {
    return new Verdict(room.name(), failure.filter().name(), failure.refusal().reasons(),
        failure.refusal().beyondHelp(), List.of(), 0);
  }

  private static List<Verdict> sorted(List<Verdict> verdicts) {
    return verdicts.stream().sorted(Comparator.comparing(Verdict::node)).toList();
  }

  private Placed choose(PodView pod, Gauntlet gauntlet, List<NodeRoom> fitting,
      List<Verdict> refused, boolean worthRemembering) {
    Scoreboard board = new Scoreboard(pod, cluster, rules.scores(), fitting);
    if (worthRemembering && board.standsAlone()) {
      rankings.remember(pod, new Ranking(gauntlet, board, cluster));
    }
    int chosen = pick(board);
    String node = fitting.get(chosen).name();
    int asked = fitting.size() + refused.size();
    if (cluster.rooms().size() > SMALL_CLUSTER) {
      return new Placed(node, List.of(Verdict.fits(node, board.pointsOf(chosen))), asked);
    }
    List<Verdict> verdicts = new ArrayList<>(refused);
    for (int i = 0; i < fitting.size(); i++) {
      verdicts.add(Verdict.fits(fitting.get(i).name(), board.pointsOf(i)));
    }
    return new Placed(node, sorted(verdicts), asked);
  }

  /// The best; of several best ones each with the same chance.
  private int pick(Scoreboard board) {
    long highest = Long.MIN_VALUE;
    List<Integer> best = new ArrayList<>();
    for (int i = 0; i < board.rooms().size(); i++) {
      if (board.total(i) < highest) continue;
      if (board.total(i) > highest) best.clear();
      highest = board.total(i);
      best.add(i);
    }
    return randomness.pick(best);
  }
}
