package kube.controlplane.scheduler.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import tools.jackson.databind.JsonNode;

/// One wish of a Pod to be near other Pods, or far from them.
///
/// @param namespaces where those Pods may be
/// @param namespaceSelector further namespaces, by their labels; chooses none when `anywhere` is
///   false and it has no requirement
/// @param anywhere whether a namespace selector was given at all
/// @param topologyKey the label of nodes that says what near means
/// @param weight 0 for a must; else how much it is worth, negative to be far
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
public record PodTerm(Set<String> namespaces, boolean anywhere, LabelSelector namespaceSelector,
    LabelSelector selector, String topologyKey, int weight) {

  /// Answers what labels a namespace has.
  public interface NamespaceLabels {
    SortedMap<String, String> of(String namespace);
  }

  static PodTerm of(JsonNode term, int weight, String home, SortedMap<String, String> labels) {
    boolean anywhere = term.path("namespaceSelector").isObject();
    Set<String> namespaces = new TreeSet<>(Json.list(term, "namespaces", n -> n.asString("")));
    if (namespaces.isEmpty() && !anywhere) namespaces.add(home);
    JsonNode selector = term.path("labelSelector");
    return new PodTerm(namespaces, anywhere, LabelSelector.of(term.path("namespaceSelector")),
        selector.isObject() ? withOwn(LabelSelector.of(selector), term, labels) : nothing(),
        Json.text(term, "topologyKey"), weight);
  }

  /// A selector that is absent chooses no Pod.
  static LabelSelector nothing() {
    return new LabelSelector(List.of(new Requirement("", Operator.IN, List.of())));
  }

  /// `matchLabelKeys` asks for the Pod's own value of a label, `mismatchLabelKeys` for another.
  private static LabelSelector withOwn(LabelSelector selector, JsonNode term,
      SortedMap<String, String> labels) {
    List<Requirement> all = new ArrayList<>(selector.requirements());
    own(term, "matchLabelKeys", Operator.IN, labels, all);
    own(term, "mismatchLabelKeys", Operator.NOT_IN, labels, all);
    return all.size() == selector.requirements().size() ? selector : new LabelSelector(all);
  }

  static void own(JsonNode term, String field, Operator operator, SortedMap<String, String> labels,
      List<Requirement> all) {
    for (JsonNode key : term.path(field)) {
      String value = labels.get(key.asString(""));
      if (value != null) all.add(new Requirement(key.asString(""), operator, List.of(value)));
    }
  }

  /// Whether the wish is about that Pod.
  public boolean isAbout(String namespace, SortedMap<String, String> labels,
      NamespaceLabels namespaceLabels) {
    boolean there = namespaces.contains(namespace)
        || (anywhere && namespaceSelector.matches(namespaceLabels.of(namespace)));
    return there && selector.matches(labels);
  }

  static List<PodTerm> required(JsonNode affinity, String home, SortedMap<String, String> labels) {
    return Json.list(affinity, "requiredDuringSchedulingIgnoredDuringExecution",
        term -> of(term, 0, home, labels));
  }

  static List<PodTerm> preferred(JsonNode affinity, int sign, String home,
      SortedMap<String, String> labels) {
    return Json.list(affinity, "preferredDuringSchedulingIgnoredDuringExecution",
        one -> of(one.path("podAffinityTerm"), sign * Json.number(one, "weight", 0), home,
            labels));
  }
}
