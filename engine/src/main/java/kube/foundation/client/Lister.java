package kube.foundation.client;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;

/// Reads a component's own copy of the objects of one kind.
///
/// The copy may be late: it shows a past of the cluster, never a mixture of two, and it may not
/// yet show what this very component has written.
public interface Lister<T extends KubernetesObject> {

  Optional<T> get(Key key);

  /// The objects of one namespace, or of all for the empty one, ordered by namespace and name.
  List<T> list(String namespace);
}
