package kube.controlplane.scheduler.volume;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.StorageKinds;

/// What the CSI drivers of a node say of it.
///
/// @param limits how many volumes of each driver can be attached to the node
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/storage-limits/
record CsiNode(Metadata metadata, SortedMap<String, Integer> limits) implements KubernetesObject {

  static final Kind<CsiNode> KIND = StorageKinds.CSI_NODE.readAs(CsiNode::of);

  static CsiNode of(Resource resource) {
    TreeMap<String, Integer> limits = new TreeMap<>();
    Json.at(resource.tree(), "spec.drivers").forEach(driver -> {
      int count = Json.number(driver, "allocatable.count", -1);
      if (count >= 0) limits.put(Json.text(driver, "name"), count);
    });
    return new CsiNode(resource.metadata(), Collections.unmodifiableSortedMap(limits));
  }
}
