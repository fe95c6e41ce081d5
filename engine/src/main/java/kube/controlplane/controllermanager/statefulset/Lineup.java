package kube.controlplane.controllermanager.statefulset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Pod;
import kube.foundation.api.apps.StatefulSet;

/// A StatefulSet's Pods, each in its place.
///
/// @param places every place that is wished for by its ordinal, in order, with the Pod that fills it
/// @param condemned the Pods without a place, the highest ordinal first
record Lineup(SortedMap<Integer, Optional<Pod>> places, List<Pod> condemned) {

  Lineup { condemned = List.copyOf(condemned); }

  static Lineup of(StatefulSet set, List<Pod> pods) {
    TreeMap<Integer, Optional<Pod>> places = new TreeMap<>();
    for (int i = 0; i < set.replicas(); i++) places.put(set.firstOrdinal() + i, Optional.empty());
    List<Pod> condemned = new ArrayList<>();
    for (Pod pod : pods) {
      int ordinal = ordinal(set, pod.metadata().name()).orElseThrow();
      if (places.containsKey(ordinal)) places.put(ordinal, Optional.of(pod));
      else
        condemned.add(pod);
    }
    condemned.sort(Comparator
        .comparingInt((Pod pod) -> ordinal(set, pod.metadata().name()).orElseThrow()).reversed());
    return new Lineup(places, condemned);
  }

  /// The number in a Pod's name; empty when the name is not one that the set gives.
  static OptionalInt ordinal(StatefulSet set, String podName) {
    String prefix = set.metadata().name() + "-";
    String number = podName.startsWith(prefix) ? podName.substring(prefix.length()) : "";
    return number.matches("0|[1-9][0-9]{0,8}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }

  /// All Pods that are there.
  List<Pod> pods() {
    List<Pod> all = new ArrayList<>();
    places.values().forEach(place -> place.ifPresent(all::add));
    all.addAll(condemned);
    return all;
  }
}
