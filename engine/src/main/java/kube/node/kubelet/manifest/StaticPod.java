package kube.node.kubelet.manifest;

import java.time.Duration;
import java.time.Instant;

import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.node.kubelet.wish.PodWish;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Pod that a file of the machine wishes for.
///
/// Its uid is a digest of the file's content: a changed file is another Pod.
///
/// @param file where it was found
/// @param object the Pod with all that the kubelet adds: the node's name behind its own, the node, and
///   annotations that say where it came from
public record StaticPod(String file, Resource object, PodWish wish) {

  static final String HASH = "kubernetes.io/config.hash";
  static final String MIRROR = "kubernetes.io/config.mirror";
  static final String SEEN = "kubernetes.io/config.seen";
  static final String SOURCE = "kubernetes.io/config.source";

  static StaticPod of(String file, ObjectNode object) {
    Resource resource = Resource.of(object);
    return new StaticPod(file, resource, PodWish.of(resource));
  }

  public String uid() {
    return wish.uid();
  }

  /// Whether the Pod of the API is the reflection of a static one.
  public static boolean isMirror(PodWish pod) {
    return pod.metadata().annotations().containsKey(MIRROR);
  }

  /// The same Pod after its file is gone: it ends as if somebody had deleted it.
  public PodWish ending(Instant now) {
    Duration grace = wish.settings().grace();
    return PodWish.of(object.edit(tree -> tree.withObject("metadata")
        .put("deletionTimestamp", Json.time(now.plus(grace)))
        .put("deletionGracePeriodSeconds", grace.toSeconds())));
  }

  /// What the API is to show.
  ///
  /// @param nodeUid the node that owns it: it goes with its node
  ObjectNode mirror(String nodeUid) {
    ObjectNode mirror = (ObjectNode) object.tree().deepCopy();
    ObjectNode metadata = mirror.withObject("metadata");
    metadata.remove("uid");
    JsonNode hash = Json.at(metadata, "annotations").path(HASH);
    metadata.withObject("annotations").set(MIRROR, hash);
    metadata.putArray("ownerReferences").addObject().put("apiVersion", "v1").put("kind", "Node")
        .put("name", wish.placement().nodeName()).put("uid", nodeUid).put("controller", true);
    mirror.remove("status");
    return mirror;
  }
}
