package kube.controlplane.apiserver.registry;

import kube.controlplane.etcd.Entry;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;

/// What a watcher's selector says so plainly that others' changes need not even be shown to it.
///
/// Five thousand kubelets each want the Pods of their own node. A change is looked up by the node it
/// is about, and meets one of them; the other 4,999 cost nothing.
///
/// @param field `metadata.name`, `spec.nodeName`, `metadata.namespace`, or empty for all changes
/// @param value that the field must have, before the change or after it
///
/// **In Kubernetes:** the *indexed trigger* of the
/// [watch cache](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go)
public record Interest(String field, String value) {

  /// The field of Pods that kubelets select by.
  public static final String NODE = "spec.nodeName";

  /// The field that a watch of a single object selects by.
  public static final String NAME = "metadata.name";

  static final Interest EVERYTHING = new Interest("", "");

  private static final String NAMESPACE = "metadata.namespace";

  /// Every change in a namespace; an empty one means all.
  public static Interest inNamespace(String namespace) {
    return namespace.isEmpty() ? EVERYTHING : new Interest(NAMESPACE, namespace);
  }

  /// The changes of an object with this key.
  static Interest inNameOf(Entry entry) {
    return new Interest(NAME, entry.key().substring(entry.key().lastIndexOf('/') + 1));
  }

  /// The changes in the namespace of an object with this key.
  static Interest inNamespaceOf(Entry entry) {
    int end = entry.key().lastIndexOf('/');
    return new Interest(NAMESPACE,
        entry.key().substring(entry.key().lastIndexOf('/', end - 1) + 1, end));
  }

  /// The changes on the node of a Pod.
  static Interest inNodeOf(Resource pod) {
    return new Interest(NODE, Json.text(pod.tree(), NODE));
  }

  boolean isAboutNodes() {
    return field.equals(NODE);
  }
}
