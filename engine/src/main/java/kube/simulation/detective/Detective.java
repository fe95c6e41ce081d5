package kube.simulation.detective;

import java.time.Instant;
import java.util.List;

import kube.foundation.api.Pod;

/// Says how far a Pod has come on its way, and who must act next: the slot `board.explain`.
///
/// It runs nothing in the cluster; it is asked when somebody wants a Pod explained. Its finding is
/// compared with ours, the words of the evidence are its own.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
public interface Detective {

  /// One thing that happened. They come in no order, as logs of several machines do; only those of
  /// one moment are in theirs.
  ///
  /// @param actor who did it, such as `scheduler` or `kubelet/node-a`
  /// @param verb one of [Trail]'s words
  /// @param what such as `pods/default/web`; names repeat
  /// @param uid of the Pod that it happened to; uids do not
  /// @param detail such as the reason of a failure
  record AuditEvent(Instant at, String actor, String verb, String what, String uid,
      String detail) {}

  /// The stations, in their order.
  enum Stage {
    ACCEPTED, SCHEDULED, IMAGE_PULLED, RUNNING, READY, IN_ENDPOINTS
  }

  /// @param lastReached where the Pod is now, and not the best place where it ever was
  /// @param blockedComponent who must act next: `scheduler`, `kubelet`, `runtime`, `app`,
  ///   `app (readiness probe)`, `endpointslice controller`; empty when there is nothing to do
  /// @param evidence the event that shows it, in words
  record Diagnosis(Stage lastReached, String blockedComponent, String evidence) {}

  /// @param events those of other Pods are among them
  Diagnosis diagnose(Pod pod, List<AuditEvent> events);
}
