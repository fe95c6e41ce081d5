package kube;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

import kube.controlplane.apiserver.metrics.MetricsSource;
import kube.controlplane.apiserver.streams.Backends;
import kube.controlplane.apiserver.streams.ComponentHealth;
import kube.controlplane.apiserver.streams.Reach;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.stream.ByteSink;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.network.PodNetwork;
import kube.network.SocketAddress;
import kube.node.kubelet.KubeletServer;

/// The ways from the API server to the nodes and the Pods of one cluster.
record Wires(EventLoop loop, Faults faults, SortedMap<String, ClusterNode> nodes,
    PodNetwork network, Slots slots, Backends backends)
    implements
      Reach {

  @Override
  public Optional<Function<Request, Response>> kubelet(String node) {
    String program = "kubelet/" + node;
    if (loop.trouble().isHung(program) || faults.line(program).isCut()) return Optional.empty();
    return Optional.ofNullable(nodes.get(node)).flatMap(ClusterNode::server)
        .map((KubeletServer server) -> server::answer);
  }

  @Override
  public Optional<ByteSink> dial(String address, int port, ByteSink back) {
    return network.connect(network.ephemeral(ControlPlaneMachine.ADDRESS),
        new SocketAddress(address, port),
        back);
  }

  @Override
  public List<ComponentHealth> components() {
    return slots.health();
  }

  @Override
  public MetricsSource metrics() {
    return new Measurements(loop, nodes);
  }
}
