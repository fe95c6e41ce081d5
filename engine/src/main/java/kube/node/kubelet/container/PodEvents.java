package kube.node.kubelet.container;

import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.client.EventRecorder;

/// Notes about one Pod and its containers, for people.
public record PodEvents(EventRecorder recorder, Metadata pod) {

  public void normal(String reason, String message) {
    recorder.normal(Kinds.POD, pod, reason, message);
  }

  public void warning(String reason, String message) {
    recorder.warning(Kinds.POD, pod, reason, message);
  }

  public void normal(ContainerView about, String reason, String message) {
    recorder.normal(Kinds.POD, pod, about.fieldPath(), reason, message);
  }

  public void warning(ContainerView about, String reason, String message) {
    recorder.warning(Kinds.POD, pod, about.fieldPath(), reason, message);
  }
}
