package kube;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import kube.cloud.balancer.ServiceController;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.network.DataPlane;
import kube.network.PodNetwork;
import kube.network.SocketAddress;
import kube.network.dns.DnsServer;
import kube.network.edge.Certificates;
import kube.network.edge.Doors;
import kube.network.edge.Edge;
import kube.network.ingress.IngressController;
import kube.network.policy.PolicyAgent;
import org.jspecify.annotations.Nullable;

/// The network of a cluster, and the programs that serve it beside the nodes' own.
final class NetworkPrograms {

  private final PodNetwork network;
  private final ControlPlaneMachine controlPlane = new ControlPlaneMachine();
  private final Faults faults;
  private final Function<Actor, ApiClient> clients;
  private @Nullable IngressController router;

  NetworkPrograms(EventLoop loop, Faults faults, Function<Actor, ApiClient> clients) {
    this.network = new PodNetwork(loop.actor("network"));
    this.faults = faults;
    this.clients = clients;
    network.machine(ControlPlaneMachine.NAME, ControlPlaneMachine.ADDRESS, DataPlane.empty(),
        controlPlane);
  }

  PodNetwork network() {
    return network;
  }

  void startNameServer(Actor actor, Slots slots) {
    DnsServer server = new DnsServer(actor, clients.apply(actor), faults,
        slots.in(Slot.DNS, actor));
    controlPlane.runs(server);
    server.start(ControlPlaneMachine.ADDRESS);
  }

  void startPolicyAgent(Actor actor) {
    PolicyAgent agent = new PolicyAgent(actor, clients.apply(actor), faults);
    network.enforce(agent);
    agent.start();
  }

  void startRouter(Actor actor, Slots slots) {
    IngressController controller = new IngressController(actor, clients.apply(actor), faults,
        slots.in(Slot.EDGE_ROUTER, actor));
    router = controller;
    controller.start(network);
  }

  void startBalancers(Actor actor, Informers informers) {
    new ServiceController(actor, clients.apply(actor), informers, network);
  }

  void startEdge(Actor actor, Doors doors) {
    new Edge(actor, clients.apply(actor), faults, doors,
        new Edge.Routers(List.of(new SocketAddress(IngressController.ADDRESS, 80)),
            List.of(new SocketAddress(IngressController.ADDRESS, 443)), this::certificate))
        .start();
  }

  private Optional<Certificates.Pair> certificate(String host) {
    IngressController running = router;
    return running == null
        ? Optional.empty()
        : running.certificate(host, Certificates.Pair::new);
  }
}
