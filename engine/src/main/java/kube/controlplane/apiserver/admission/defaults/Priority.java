package kube.controlplane.apiserver.admission.defaults;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.ClusterKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the name of a PriorityClass into the number that the scheduler compares.
///
/// So that nobody writes the number themselves: whoever may use a class is a matter of quotas.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
public final class Priority implements AdmissionPlugin {

  /// Classes that every cluster has.
  private static final Map<String, Integer> SYSTEM = Map.of("system-cluster-critical",
      2_000_000_000, "system-node-critical", 2_000_001_000);
  private static final String PREEMPTS = "PreemptLowerPriority";

  private final Shelf classes;

  public Priority(Registry registry) {
    this.classes = new Shelf(registry, ClusterKinds.PRIORITY_CLASS);
  }

  /// @param name empty when no class says it
  private record Rank(String name, int value, String preemptionPolicy) {}

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.isAbout(Kinds.POD) || !write.creates()) return Optional.empty();
    ObjectNode spec = write.object().withObject("spec");
    String name = Json.text(spec, "priorityClassName");
    Optional<Rank> found = name.isEmpty() ? Optional.of(byDefault()) : named(name);
    if (found.isEmpty()) return refuse(write, "no PriorityClass with name " + name + " was found");
    Rank rank = found.get();
    if (spec.has("priority") && Json.number(spec, "priority", 0) != rank.value) {
      return refuse(write, "the integer value of priority (" + Json.number(spec, "priority", 0)
          + ") must not be provided in pod spec; priority admission controller computed "
          + rank.value + " from the given PriorityClass name");
    }
    String policy = Json.text(spec, "preemptionPolicy");
    if (!policy.isEmpty() && !policy.equals(rank.preemptionPolicy)) {
      return refuse(write, "the string value of PreemptionPolicy (" + policy
          + ") must not be provided in pod spec; priority admission controller computed "
          + rank.preemptionPolicy + " from the given PriorityClass name");
    }
    if (!rank.name.isEmpty()) spec.put("priorityClassName", rank.name);
    spec.put("priority", rank.value).put("preemptionPolicy", rank.preemptionPolicy);
    return Optional.empty();
  }

  /// Of several classes that claim to be the default, the lowest is.
  private Rank byDefault() {
    return classes.in("").stream()
        .filter(priority -> Json.flag(priority.tree(), "globalDefault"))
        .map(Priority::rank)
        .min(Comparator.comparingInt(Rank::value))
        .orElse(new Rank("", 0, PREEMPTS));
  }

  private Optional<Rank> named(String name) {
    return classes.find(new Key("", name)).map(Priority::rank)
        .or(() -> Optional.ofNullable(SYSTEM.get(name))
            .map(value -> new Rank(name, value, PREEMPTS)));
  }

  private static Rank rank(Resource priority) {
    JsonNode tree = priority.tree();
    String policy = Json.text(tree, "preemptionPolicy");
    return new Rank(priority.name(), Json.number(tree, "value", 0),
        policy.isEmpty() ? PREEMPTS : policy);
  }

  private static Optional<Status> refuse(Attributes write, String why) {
    return Optional.of(Status.forbidden(Kinds.POD, write.nameSoFar(), why));
  }
}
