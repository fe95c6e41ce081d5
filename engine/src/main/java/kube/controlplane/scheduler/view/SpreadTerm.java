package kube.controlplane.scheduler.view;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import tools.jackson.databind.JsonNode;

/// A wish that Pods of a kind are spread evenly over the values of a node label.
///
/// @param maxSkew by how many Pods the fullest value may exceed the emptiest
/// @param hard whether it is a must (`DoNotSchedule`) or a preference (`ScheduleAnyway`)
/// @param minDomains how many values there must be; fewer count as an empty one more
/// @param honorsAffinity whether nodes that the Pod cannot choose are left out of the count
/// @param honorsTaints whether nodes whose taints it does not tolerate are left out
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
public record SpreadTerm(int maxSkew, String topologyKey, boolean hard, LabelSelector selector,
    int minDomains, boolean honorsAffinity, boolean honorsTaints) {

  static SpreadTerm of(JsonNode tree, SortedMap<String, String> labels) {
    List<Requirement> all = new ArrayList<>();
    JsonNode selector = tree.path("labelSelector");
    LabelSelector said = selector.isObject() ? LabelSelector.of(selector) : PodTerm.nothing();
    all.addAll(said.requirements());
    PodTerm.own(tree, "matchLabelKeys", Operator.IN, labels, all);
    return new SpreadTerm(Json.number(tree, "maxSkew", 1), Json.text(tree, "topologyKey"),
        !Json.text(tree, "whenUnsatisfiable").equals("ScheduleAnyway"), new LabelSelector(all),
        Json.number(tree, "minDomains", 1),
        !Json.text(tree, "nodeAffinityPolicy").equals("Ignore"),
        Json.text(tree, "nodeTaintsPolicy").equals("Honor"));
  }

  /// One of the two that every cluster has for Pods of a Service, ReplicaSet or StatefulSet.
  public static SpreadTerm byDefault(String topologyKey, int maxSkew, LabelSelector selector) {
    return new SpreadTerm(maxSkew, topologyKey, false, selector, 1, true, false);
  }
}
