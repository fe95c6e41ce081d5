package kube.controlplane.scheduler.view;

import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.client.Informer;

/// Makes the scheduler's copy of one kind, which begins to fill when the scheduler starts.
public interface Copies {

  <T extends KubernetesObject> Informer<T> of(Kind<T> kind);
}
