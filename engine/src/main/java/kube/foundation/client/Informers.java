package kube.foundation.client;

import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.machine.Actor;

/// Where one component gets its copies of the kinds that it reads.
///
/// **Models** client-go's `SharedInformerFactory` as one of its users sees it.
public final class Informers {

  private final SharedCopies copies;
  private final Actor reader;

  /// @param copies shared with others, or this component's own
  public Informers(SharedCopies copies, Actor reader) {
    this.copies = copies;
    this.reader = reader;
  }

  /// The copy of a kind, which fills by itself.
  ///
  /// A component that is plugged in while others read is given a freshly listed one: like a process
  /// that starts, it never begins with a past older than itself.
  ///
  /// @param kind the same constant each time; with a view of its own it is a copy of its own
  public <T extends KubernetesObject> SharedInformer<T> of(Kind<T> kind) {
    return copies.read(kind, "", reader);
  }

  /// A copy of those objects alone that the label selector chooses.
  public <T extends KubernetesObject> SharedInformer<T> of(Kind<T> kind, String labelSelector) {
    return copies.read(kind, labelSelector, reader);
  }
}
