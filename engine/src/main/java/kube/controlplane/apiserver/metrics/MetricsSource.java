package kube.controlplane.apiserver.metrics;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Resource;
import kube.foundation.api.Usage;

/// What the kubelets know of the present use of their machines.
///
/// The cluster that makes the API server supplies it, so that neither knows the other.
///
/// **In Kubernetes:** the kubelet's `/metrics/resource`, which metrics-server collects.
public interface MetricsSource {

  /// A cluster that nobody measures.
  MetricsSource NONE = new MetricsSource() {
    @Override
    public SortedMap<String, Usage> ofContainers(Resource pod) {
      return Collections.emptySortedMap();
    }

    @Override
    public Optional<Usage> ofSystem(String node) {
      return Optional.empty();
    }
  };

  /// The use of each running container of this Pod; empty when its kubelet does not answer.
  SortedMap<String, Usage> ofContainers(Resource pod);

  /// What the machine itself uses, without its Pods; empty when its kubelet does not answer.
  Optional<Usage> ofSystem(String node);
}
