package kube.controlplane.scheduler.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.scheduler.cache.Census;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;

/// Puts a Pod near the Pods it must be near and far from those it must be far from; and keeps it
/// away from Pods that must be far from *it*.
///
/// The first Pod of a group that wants to be near itself may go anywhere.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
public final class InterPodAffinity implements Filter {

  private static final Optional<Refusal> NOT_NEAR = Optional
      .of(Refusal.forGood("node(s) didn't match pod affinity rules"));
  private static final Optional<Refusal> NOT_FAR = Optional
      .of(Refusal.because("node(s) didn't match pod anti-affinity rules"));
  private static final Optional<Refusal> UNWELCOME = Optional
      .of(Refusal.because("node(s) didn't satisfy existing pods anti-affinity rules"));

  /// @param places the values of the topology key where such Pods are
  private record Places(String topologyKey, Set<String> places) {

    boolean hold(NodeRoom room) {
      String value = room.node().labels().get(topologyKey);
      return value != null && places.contains(value);
    }
  }

  @Override
  public String name() {
    return "InterPodAffinity";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    PodWish.NearAndFar wish = pod.wish().near();
    List<Places> unwelcome = unwelcome(pod, cluster);
    if (wish.near().isEmpty() && wish.far().isEmpty() && unwelcome.isEmpty()) return Inquiry.FINE;
    List<Places> far = wish.far().stream().map(term -> places(List.of(term), term, cluster))
        .toList();
    List<Places> near = wish.near().stream().map(term -> places(wish.near(), term, cluster))
        .toList();
    boolean isFirst = near.stream().allMatch(p -> p.places.isEmpty())
        && wish.near().stream().allMatch(term -> isAboutItself(term, pod, cluster));
    return Inquiry.cluster(room -> {
      if (!near.isEmpty() && !isNear(near, isFirst, room)) return NOT_NEAR;
      if (far.stream().anyMatch(places -> places.hold(room))) return NOT_FAR;
      return unwelcome.stream().anyMatch(places -> places.hold(room))
          ? UNWELCOME
          : Optional.empty();
    });
  }

  private static boolean isNear(List<Places> near, boolean isFirst, NodeRoom room) {
    for (Places places : near) {
      if (!room.node().labels().containsKey(places.topologyKey)) return false;
      if (!isFirst && !places.hold(room)) return false;
    }
    return true;
  }

  private static boolean isAboutItself(PodTerm term, PodView pod, SchedulerCache cluster) {
    return term.isAbout(pod.namespace(), pod.labels(), cluster.surroundings());
  }

  /// Where Pods are that all these wishes are about, by the topology of one of them.
  private static Places places(List<PodTerm> all, PodTerm term, SchedulerCache cluster) {
    Set<String> values = new HashSet<>();
    Iterable<NodeRoom> rooms = cluster.census().count(Census.Question.about(term)).keySet();
    for (NodeRoom room : rooms) {
      String value = room.node().labels().get(term.topologyKey());
      if (value != null && (all.size() == 1 || hasOneForAll(all, room, cluster))) values.add(value);
    }
    return new Places(term.topologyKey(), values);
  }

  private static boolean hasOneForAll(List<PodTerm> all, NodeRoom room, SchedulerCache cluster) {
    return room.pods()
        .stream()
        .anyMatch(other -> all.stream()
            .allMatch(term -> term.isAbout(other.namespace(), other.labels(),
                cluster.surroundings())));
  }

  /// Where Pods are that must be far from this one.
  private static List<Places> unwelcome(PodView pod, SchedulerCache cluster) {
    Map<String, Set<String>> byKey = new HashMap<>();
    for (var entry : cluster.carried().far().entrySet()) {
      PodTerm term = entry.getKey();
      if (!isAboutItself(term, pod, cluster)) continue;
      Set<String> values = byKey.computeIfAbsent(term.topologyKey(), key -> new HashSet<>());
      for (NodeRoom room : entry.getValue().keySet()) {
        String value = room.node().labels().get(term.topologyKey());
        if (value != null) values.add(value);
      }
    }
    List<Places> places = new ArrayList<>();
    byKey.forEach((key, values) -> places.add(new Places(key, values)));
    return places;
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.NodeAdded _ -> true;
      case Happening.NodeChanged(var before, var after) -> !before.labels().equals(after.labels());
      case Happening.PodPlaced(PodView placed) -> concerns(pod.wish().near().near(), placed);
      case Happening.PodLeft(PodView left) -> concerns(pod.wish().near().far(), left)
          || concerns(left.wish().near().far(), pod);
      case Happening.PodChanged(PodView before, PodView after) ->
        !before.labels().equals(after.labels());
      case Happening.NamespaceChanged _,Happening.PodItselfChanged _ -> true;
      default -> false;
    };
  }

  private static boolean concerns(List<PodTerm> terms, PodView other) {
    return terms.stream()
        .anyMatch(term -> (term.anywhere() || term.namespaces().contains(other.namespace()))
            && term.selector().matches(other.labels()));
  }
}
