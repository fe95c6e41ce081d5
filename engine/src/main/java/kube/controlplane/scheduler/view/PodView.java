package kube.controlplane.scheduler.view;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Interner;
import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.Taint;
import kube.foundation.api.Toleration;
import tools.jackson.databind.JsonNode;

/// What the scheduler reads of a Pod.
///
/// @param nodeName the node it is bound to, or assumed to be; empty while it waits
/// @param wish what it asks of a node
/// @param status what the cluster last said of it
public record PodView(Metadata metadata, String nodeName, String schedulerName, Rank rank,
    List<String> gates, PodWish wish, PodProgress status) implements KubernetesObject {

  /// @param priority the higher goes first
  /// @param mayPreempt whether Pods of a lower priority may have to leave for it
  public record Rank(int priority, boolean mayPreempt) {}

  public static PodView of(Resource resource) {
    return of(resource, new Interner());
  }

  /// The same, sharing what it says alike with Pods that were read by the same interner.
  public static PodView of(Resource resource, Interner interner) {
    JsonNode tree = resource.tree();
    JsonNode spec = tree.path("spec");
    Metadata metadata = resource.metadata(interner);
    return new PodView(metadata, Json.text(spec, "nodeName"),
        interner.one(Json.text(spec, "schedulerName")),
        interner.one(new Rank(spec.path("priority").asInt(0),
            !Json.text(spec, "preemptionPolicy").equals("Never"))),
        Json.list(spec, "schedulingGates", gate -> Json.text(gate, "name")),
        interner.one(PodWish.of(tree, metadata)),
        interner.one(PodProgress.of(tree.path("status"))));
  }

  public boolean isAssigned() {
    return !nodeName.isEmpty();
  }

  public boolean isFinished() {
    return status.phase().equals("Succeeded") || status.phase().equals("Failed");
  }

  public boolean isLeaving() {
    return metadata.isBeingDeleted();
  }

  public String namespace() {
    return metadata.namespace();
  }

  public SortedMap<String, String> labels() {
    return metadata.labels();
  }

  public int priority() {
    return rank.priority();
  }

  /// Whether it bears the taint.
  public boolean tolerates(Taint taint) {
    for (Toleration toleration : wish.tolerations()) {
      if (toleration.tolerates(taint)) return true;
    }
    return false;
  }

  /// The name of the PodGroup that it belongs to.
  public Optional<String> group() {
    return wish.group().isEmpty() ? Optional.empty() : Optional.of(wish.group());
  }

  /// The same Pod as it will look once it is bound to that node.
  public PodView on(String node) {
    return new PodView(metadata, node, schedulerName, rank, gates, wish, status);
  }
}
