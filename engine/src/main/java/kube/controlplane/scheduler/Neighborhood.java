package kube.controlplane.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

import kube.controlplane.scheduler.cache.Surroundings;
import kube.controlplane.scheduler.view.Copies;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import kube.foundation.api.Metadata;
import kube.foundation.api.Namespace;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Resource;
import kube.foundation.api.Service;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.WorkloadKinds;
import kube.foundation.client.Change;
import kube.foundation.client.Informer;
import tools.jackson.databind.JsonNode;

/// The scheduler's copies of what stands around Pods: namespaces, Services and controllers.
///
/// Owned by the loop.
final class Neighborhood implements Surroundings {

  /// A controller of Pods, as far as its selector goes.
  record Chooser(Metadata metadata, LabelSelector selector) implements KubernetesObject {

    static Chooser of(Resource resource) {
      JsonNode selector = Json.at(resource.tree(), "spec.selector");
      boolean plain = resource.kind().equals("ReplicationController");
      return new Chooser(resource.metadata(),
          plain ? equal(Json.texts(resource.tree(), "spec.selector")) : LabelSelector.of(selector));
    }
  }

  private final Informer<Namespace> namespaces;
  private final Informer<Service> services;
  private final Map<String, Informer<Chooser>> controllers;

  Neighborhood(Copies copies) {
    this.namespaces = copies.of(Kinds.NAMESPACE);
    this.services = copies.of(Kinds.SERVICE);
    this.controllers = Map.of(
        "ReplicationController", copies.of(CoreKinds.REPLICATION_CONTROLLER.readAs(Chooser::of)),
        "ReplicaSet", copies.of(Kinds.REPLICA_SET.readAs(Chooser::of)),
        "StatefulSet", copies.of(WorkloadKinds.STATEFUL_SET.readAs(Chooser::of)));
  }

  Neighborhood onNamespaceChange(Consumer<Change<Namespace>> listener) {
    namespaces.onChange(listener);
    return this;
  }

  private static LabelSelector equal(SortedMap<String, String> labels) {
    return new LabelSelector(labels.entrySet()
        .stream()
        .map(label -> new Requirement(label.getKey(), Operator.IN, List.of(label.getValue())))
        .toList());
  }

  @Override
  public SortedMap<String, String> of(String namespace) {
    return namespaces.get(new Key("", namespace))
        .map(found -> found.metadata().labels())
        .orElse(Collections.emptySortedMap());
  }

  @Override
  public Optional<LabelSelector> siblingsOf(PodView pod) {
    List<Requirement> all = new ArrayList<>();
    for (Service service : services.list(pod.namespace())) {
      LabelSelector selector = equal(service.selector());
      if (!service.selector().isEmpty() && selector.matches(pod.labels())) {
        all.addAll(selector.requirements());
      }
    }
    pod.metadata().controller().flatMap(owner -> selectorOf(pod, owner))
        .ifPresent(selector -> all.addAll(selector.requirements()));
    return all.isEmpty() ? Optional.empty() : Optional.of(new LabelSelector(all));
  }

  private Optional<LabelSelector> selectorOf(PodView pod, OwnerReference owner) {
    return Optional.ofNullable(controllers.get(owner.kind()))
        .flatMap(copy -> copy.get(new Key(pod.namespace(), owner.name())))
        .map(Chooser::selector);
  }
}
