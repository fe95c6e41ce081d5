package kube.foundation.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import tools.jackson.databind.JsonNode;

/// One or more containers that live and die on the same machine, with one address.
///
/// @param nodeName the node it is assigned to; empty until the scheduler has bound it
/// @param phase `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/
public record Pod(Metadata metadata, String nodeName, String schedulerName, String restartPolicy,
    Duration terminationGracePeriod, SortedMap<String, String> nodeSelector,
    List<Toleration> tolerations, List<Container> containers, String phase, String podIP,
    Optional<Instant> startTime, List<Condition> conditions,
    List<ContainerStatus> containerStatuses)
    implements
      KubernetesObject {

  public static Pod of(Resource resource) {
    return of(resource, Interner.NONE);
  }

  /// The same, sharing what it says alike with Pods that were read by the same interner.
  public static Pod of(Resource resource, Interner interner) {
    JsonNode tree = resource.tree();
    JsonNode spec = tree.path("spec");
    JsonNode status = tree.path("status");
    return new Pod(resource.metadata(interner), Json.text(spec, "nodeName"),
        interner.one(Json.text(spec, "schedulerName")),
        interner.one(Json.text(spec, "restartPolicy")),
        interner.one(Duration.ofSeconds(spec.path("terminationGracePeriodSeconds").asLong(30))),
        interner.one(Json.texts(spec, "nodeSelector")),
        interner.one(Json.list(spec, "tolerations", Toleration::of)),
        interner.one(Json.list(spec, "containers", Container::of)),
        interner.one(Json.text(status, "phase")), Json.text(status, "podIP"),
        interner.one(Json.time(status, "startTime")),
        interner.one(Json.list(status, "conditions", one -> Condition.of(one, interner))),
        interner.one(Json.list(status, "containerStatuses", ContainerStatus::of)));
  }

  public boolean isAssigned() {
    return !nodeName.isEmpty();
  }

  /// Whether it has run to its end, well or badly, and will not run again.
  public boolean isFinished() {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /// Whether it may get traffic.
  public boolean isReady() {
    return condition("Ready").filter(Condition::isTrue).isPresent();
  }

  /// What its containers ask for together of the named resource.
  public Quantity requested(String resource) {
    return containers.stream()
        .map(container -> container.requests().getOrDefault(resource, Quantity.ZERO))
        .reduce(new Quantity(BigDecimal.ZERO), Quantity::plus);
  }
}
