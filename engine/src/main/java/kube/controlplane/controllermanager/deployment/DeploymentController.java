package kube.controlplane.controllermanager.deployment;

import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Brings a Deployment's Pods to the version and the number that it wishes for.
///
/// It never touches a Pod: it makes one ReplicaSet for each version of the template and moves their
/// numbers of replicas. One instance serves the whole cluster and is called for one Deployment at a
/// time. It may be restarted at any moment and then begins with empty fields.
///
/// What it may do is [RolloutControl] and not a whole client of the API. So it can write no Pod, and
/// all that it says are plain values, which a worker can send.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
public interface DeploymentController {

  /// Reads a template, of a Deployment or of a ReplicaSet, without the label `pod-template-hash` that
  /// a set adds to it. Two templates say the same when these are equal, in whatever order they say it.
  static JsonValue.Fields versionOf(String template) {
    JsonValue.Fields whole = JsonValue.object(template);
    JsonValue.Fields metadata = whole.fields("metadata");
    JsonValue.Fields labels = metadata.fields("labels").without("pod-template-hash");
    return whole.with("metadata", metadata.with("labels", labels));
  }

  /// Compares wish and world for one Deployment, and makes the next move.
  ///
  /// @param deployments and the other listers are copies; they show all that `control` has done for
  ///   this Deployment
  /// @param clock tells the time of the cluster
  Result reconcile(Key deployment, Lister<Deployment> deployments, Lister<ReplicaSet> sets,
      Lister<Pod> pods, RolloutControl control, Clock clock);
}
