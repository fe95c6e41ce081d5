package learner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.HostPort;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Strikes out the nodes that cannot take a Pod, gives points to the rest, and leaves equals to the
/// dice.
public class MyPicker implements Picker {
  private static final PodTerm.NamespaceLabels NO_LABELS = _ -> Collections.emptySortedMap();

  /// Why a node cannot take the Pod; empty when it can.
  private interface Rule {
    Optional<String> against(PodView pod, Seats seats, List<Seats> all);
  }

  /// In the order in which they are asked.
  private static final List<Rule> RULES = List.of(
      (pod, seats, _) -> when(seats.node().unschedulable() && !pod.tolerates(NodeView.CORDON),
          "node(s) were unschedulable"),
      (pod, seats, _) -> when(unborne(pod, seats.node(), "NoSchedule", "NoExecute") > 0,
          "node(s) had untolerated taint(s)"),
      (pod, seats, _) -> when(!pod.wish().nodes().allows(seats.node()),
          "node(s) didn't match Pod's node affinity/selector"),
      (pod, seats, _) -> when(seats.pods().stream().anyMatch(other -> clash(pod, other)),
          "node(s) didn't have free ports for the requested pod ports"),
      (_, seats, _) -> when(seats.pods().size() >= seats.node().podsAllowed(), "Too many pods"),
      (pod, seats, _) -> lacking(pod.wish().requests(), seats).map("Insufficient "::concat),
      (pod, seats, all) -> when(isTooNear(seats, all, other -> distances(pod, other)),
          "node(s) didn't match pod anti-affinity rules"),
      (pod, seats, all) -> when(isTooNear(seats, all, other -> distances(other, pod)),
          "node(s) didn't satisfy existing pods anti-affinity rules"));

  @Override
  public Pick pick(PodView pod, List<Seats> nodes, Dice ties) {
    SortedMap<String, String> reasons = new TreeMap<>();
    List<Seats> fitting = new ArrayList<>();
    for (Seats seats : nodes) {
      Optional<String> reason = RULES.stream()
          .flatMap(rule -> rule.against(pod, seats, nodes).stream()).findFirst();
      if (reason.isEmpty()) fitting.add(seats);
      else
        reasons.put(seats.node().name(), reason.get());
    }
    return fitting.isEmpty() ? new Nowhere(reasons) : choose(scores(pod, fitting), ties);
  }

  private static Pick choose(SortedMap<String, Integer> scores, Dice ties) {
    int highest = Collections.max(scores.values());
    List<String> best = scores.entrySet().stream().filter(score -> score.getValue() == highest)
        .map(Map.Entry::getKey).toList();
    return new Chosen(best.get(ties.below(best.size())), scores);
  }

  private static Optional<String> when(boolean isSo, String reason) {
    return isSo ? Optional.of(reason) : Optional.empty();
  }

  /// How many taints with one of these effects the Pod does not tolerate.
  private static int unborne(PodView pod, NodeView node, String... effects) {
    return Math.toIntExact(node.taints().stream()
        .filter(taint -> List.of(effects).contains(taint.effect()) && !pod.tolerates(taint))
        .count());
  }

  private static boolean clash(PodView pod, PodView other) {
    List<HostPort> taken = other.wish().ports();
    return pod.wish().ports().stream().anyMatch(port -> taken.stream().anyMatch(port::clashesWith));
  }

  /// The first resource of which too little is left.
  private static Optional<String> lacking(Amounts asked, Seats seats) {
    List<String> resources = new ArrayList<>(List.of("cpu", "memory", "ephemeral-storage"));
    resources.addAll(asked.others().keySet());
    return resources.stream().filter(resource -> asked.of(resource) > 0
        && asked.of(resource) > left(seats, resource)).findFirst();
  }

  private static long left(Seats seats, String resource) {
    return seats.node().allocatable().of(resource)
        - sum(seats, other -> other.wish().requests().of(resource));
  }

  private static long sum(Seats seats, ToLongFunction<PodView> amount) {
    return seats.pods().stream().mapToLong(amount).sum();
  }

  /// The labels of nodes by which one Pod has to be far from another.
  private static Set<String> distances(PodView shy, PodView other) {
    return shy.wish().near().far().stream()
        .filter(term -> term.isAbout(other.namespace(), other.labels(), NO_LABELS))
        .map(PodTerm::topologyKey).collect(Collectors.toSet());
  }

  /// Whether a Pod that has to be far is in the same place.
  private static boolean isTooNear(Seats here, List<Seats> all,
      Function<PodView, Set<String>> distances) {
    SortedMap<String, String> place = here.node().labels();
    return all.stream().anyMatch(there -> there.pods().stream()
        .flatMap(other -> distances.apply(other).stream())
        .anyMatch(key -> place.containsKey(key)
            && place.get(key).equals(there.node().labels().get(key))));
  }

  private static SortedMap<String, Integer> scores(PodView pod, List<Seats> fitting) {
    int most = fitting.stream().mapToInt(seats -> unwelcome(pod, seats)).max().orElse(0);
    SortedMap<String, Integer> scores = new TreeMap<>();
    for (Seats seats : fitting) {
      int room = (share(pod, seats, "cpu") + share(pod, seats, "memory")) / 2;
      int score = most == 0 ? room : (room + 3 * (100 - 100 * unwelcome(pod, seats) / most)) / 4;
      scores.put(seats.node().name(), score);
    }
    return scores;
  }

  private static int unwelcome(PodView pod, Seats seats) {
    return unborne(pod, seats.node(), "PreferNoSchedule");
  }

  /// How many hundredths of the node would be left.
  private static int share(PodView pod, Seats seats, String resource) {
    long all = seats.node().allocatable().of(resource);
    long free = all - pod.wish().weight().of(resource)
        - sum(seats, other -> other.wish().weight().of(resource));
    return free <= 0 ? 0 : Math.toIntExact(free * 100 / all);
  }
}
