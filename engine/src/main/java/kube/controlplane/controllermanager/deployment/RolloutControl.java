package kube.controlplane.controllermanager.deployment;

import java.util.List;
import java.util.Map;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStatus;

/// Everything that a Deployment controller may do to the cluster.
///
/// Each call is one request to the API server, carried out at once or refused.
public interface RolloutControl {

  /// A ReplicaSet to be made for the present template.
  ///
  /// @param hash goes into its name and, as label `pod-template-hash`, on its Pods and selector
  record NewSet(String hash, int replicas, Map<String, String> annotations) {}

  /// Adopts the ReplicaSets that the selector chooses and nobody owns, lets go those that it no
  /// longer chooses, and returns those that are the Deployment's.
  List<ReplicaSet> claim(Deployment owner, List<ReplicaSet> sets);

  /// Creates a ReplicaSet from the Deployment's template. Refused with AlreadyExists when the name
  /// is taken.
  ApiResult<ReplicaSet> create(Deployment owner, NewSet wish);

  /// Gives the set this many replicas, and these annotations besides.
  ApiResult<ReplicaSet> resize(Deployment owner, ReplicaSet set, int replicas,
      Map<String, String> annotations);

  /// Writes annotations on the set, and the Deployment's minimum ready time.
  ApiResult<ReplicaSet> annotate(Deployment owner, ReplicaSet set, Map<String, String> annotations);

  ApiResult<ReplicaSet> delete(Deployment owner, ReplicaSet set);

  /// Reports what the controller sees, and which revision is the present one.
  ApiResult<Deployment> report(Deployment owner, DeploymentStatus status, String revision);

  /// Tells people of a failure, as an event.
  void warn(Deployment owner, String reason, String message);
}
