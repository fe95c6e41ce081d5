package kube.controlplane.controllermanager.garbage;

import kube.foundation.api.Key;
import kube.foundation.api.OwnerReference;

/// Names one life of one object: where it is, and by which uid it is told from its namesakes.
public record ObjectName(String apiVersion, String kind, Key key, String uid) {

  /// Where the owner would be: beside the one that names it, unless its kind lies in no namespace.
  static ObjectName of(OwnerReference owner, String namespace) {
    return new ObjectName(owner.apiVersion(), owner.kind(), new Key(namespace, owner.name()),
        owner.uid());
  }

  /// As Kubernetes words it in events.
  @Override
  public String toString() {
    return "[" + apiVersion + "/" + kind + ", namespace: " + key.namespace() + ", name: "
        + key.name() + ", uid: " + uid + "]";
  }
}
