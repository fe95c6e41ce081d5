package kube.controlplane.scheduler.view;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.Taint;
import tools.jackson.databind.JsonNode;

/// What the scheduler reads of a node.
///
/// @param allocatable what Pods may use of it, which is less than what it has
/// @param podsAllowed how many Pods it takes
/// @param images the bytes of each image that lies there already, by every name it has
public record NodeView(Metadata metadata, boolean unschedulable, List<Taint> taints,
    Amounts allocatable, long podsAllowed, SortedMap<String, Long> images)
    implements
      KubernetesObject {

  public static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "",
      "NoSchedule", Optional.empty());

  public static NodeView of(Resource resource) {
    JsonNode tree = resource.tree();
    Amounts all = Amounts.read(Json.at(tree, "status.allocatable"));
    TreeMap<String, Long> others = new TreeMap<>(all.others());
    Long pods = others.remove("pods");
    return new NodeView(resource.metadata(), Json.flag(tree, "spec.unschedulable"),
        Json.list(tree, "spec.taints", Taint::of),
        new Amounts(all.cpuMillis(), all.memoryBytes(), all.storageBytes(),
            Collections.unmodifiableSortedMap(others)),
        pods == null ? 0 : pods, images(Json.at(tree, "status.images")));
  }

  private static SortedMap<String, Long> images(JsonNode tree) {
    if (tree.isEmpty()) return Collections.emptySortedMap();
    TreeMap<String, Long> images = new TreeMap<>();
    for (JsonNode image : tree) {
      long size = image.path("sizeBytes").asLong(0);
      image.path("names").forEach(name -> images.put(name.asString(""), size));
    }
    return Collections.unmodifiableSortedMap(images);
  }

  public String name() {
    return metadata.name();
  }

  public SortedMap<String, String> labels() {
    return metadata.labels();
  }

  /// Whether a rule could judge the other differently. Heartbeats make no difference.
  public boolean looksLike(NodeView other) {
    return unschedulable == other.unschedulable && podsAllowed == other.podsAllowed
        && taints.equals(other.taints) && allocatable.equals(other.allocatable)
        && labels().equals(other.labels()) && images.equals(other.images)
        && metadata.isBeingDeleted() == other.metadata.isBeingDeleted();
  }
}
