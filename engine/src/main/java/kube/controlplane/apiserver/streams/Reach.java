package kube.controlplane.apiserver.streams;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import kube.controlplane.apiserver.metrics.MetricsSource;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.stream.ByteSink;

/// Whom the API server can connect to: the kubelets, and Pods by their address.
public interface Reach {

  /// Nobody: an API server without nodes.
  Reach NOBODY = new Reach() {
    @Override
    public Optional<Function<Request, Response>> kubelet(String node) {
      return Optional.empty();
    }

    @Override
    public Optional<ByteSink> dial(String address, int port, ByteSink back) {
      return Optional.empty();
    }
  };

  /// The kubelet of the node; empty when nothing answers on its port.
  Optional<Function<Request, Response>> kubelet(String node);

  /// Connects to a port of the Pod at this address; empty when nothing listens there.
  Optional<ByteSink> dial(String address, int port, ByteSink back);

  /// How the parts of the control plane are.
  default List<ComponentHealth> components() {
    return ComponentHealth.ALL_WELL;
  }

  /// What the kubelets know of the present use of their machines.
  default MetricsSource metrics() {
    return MetricsSource.NONE;
  }

  /// The API servers that stand behind this one.
  default Backends backends() {
    return new Backends();
  }
}
