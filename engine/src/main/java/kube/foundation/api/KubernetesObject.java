package kube.foundation.api;

/// A typed view of one API object.
public interface KubernetesObject {

  Metadata metadata();

  default Key key() {
    return metadata().key();
  }
}
