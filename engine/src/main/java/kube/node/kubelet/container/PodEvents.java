package kube.node.kubelet.container;

import java.util.function.Supplier;

import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.client.EventRecorder;

/// Notes about one Pod and its containers, for people.
///
/// @param about the Pod as its worker knows it at the moment
public record PodEvents(EventRecorder recorder, Supplier<Metadata> about) {

  /// The Pod as its worker knows it now.
  public Metadata pod() {
    return about.get();
  }

  public void normal(String reason, String message) {
    recorder.normal(Kinds.POD, about.get(), reason, message);
  }

  public void warning(String reason, String message) {
    recorder.warning(Kinds.POD, about.get(), reason, message);
  }

  public void normal(ContainerView container, String reason, String message) {
    recorder.normal(Kinds.POD, about.get(), container.fieldPath(), reason, message);
  }

  public void warning(ContainerView container, String reason, String message) {
    recorder.warning(Kinds.POD, about.get(), container.fieldPath(), reason, message);
  }
}
