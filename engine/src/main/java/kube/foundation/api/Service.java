package kube.foundation.api;

import java.util.SortedMap;

/// A stable address for a changing set of Pods.
///
/// @param clusterIP its virtual address; `None` for a headless Service
/// @param selector the labels of the Pods behind it
public record Service(Metadata metadata, String type, String clusterIP,
    SortedMap<String, String> selector) implements KubernetesObject {

  public static Service of(Resource resource) {
    return new Service(resource.metadata(), Json.text(resource.tree(), "spec.type"),
        Json.text(resource.tree(), "spec.clusterIP"),
        Json.texts(resource.tree(), "spec.selector"));
  }
}
