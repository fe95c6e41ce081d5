package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import kube.Parts;
import kube.Slot;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.machine.PartFailure;
import kube.foundation.machine.Randomness;
import kube.network.DataPlane.Decision;
import kube.network.DnsMessage;
import kube.network.DnsMessage.RecordType;
import kube.network.Packet;
import kube.network.SocketAddress;
import kube.network.dns.ClusterDns;
import kube.network.dns.DnsView;
import kube.network.ingress.EdgeRouter;
import kube.node.kubeproxy.RuleProxy;
import kube.node.kubeproxy.ServiceProxy;
import org.junit.jupiter.api.Test;

/// Parts of the network that are replaced, and fail.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/networking/virtual-ips/
class NetworkSlotsTest {

  /// A proxy that lets nothing through, until it breaks.
  private record Broken(boolean throwsAtOnce) implements ServiceProxy {

    @Override
    public void update(Here here, List<ServiceDetail> services, List<EndpointSlice> slices) {
      // It does not care.
    }

    @Override
    public Decision connect(Packet packet, boolean fromPods, Instant now) {
      if (throwsAtOnce) throw new PartFailure("it threw");
      return new Decision.Drop("on purpose");
    }

    @Override
    public List<FlowGone> sweep(Instant now) {
      return List.of();
    }
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/
  @Test
  void another_proxy_decides_from_the_moment_it_is_put_in() {
    Town town = Town.calm(1).echoes("web", 1).service("web", "");
    assertThat(town.path("192.168.0.12", town.clusterIP("web"), 80).isDelivered()).isTrue();

    town.cluster().use(Parts.ours().with(Slot.SERVICE_PROXY, () -> new Broken(false)));
    town.settle();

    assertThat(town.path("192.168.0.12", town.clusterIP("web"), 80).isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/
  @Test
  void a_proxy_that_breaks_is_replaced_by_ours_and_the_packet_goes_on() {
    Town town = Town.calm(2).echoes("web", 1).service("web", "");

    town.cluster().use(Parts.ours().with(Slot.SERVICE_PROXY, () -> new Broken(true)));
    town.settle();

    assertThat(town.path("192.168.0.12", town.clusterIP("web"), 80).isDelivered()).isTrue();
    assertThat(town.cluster().log().entries().stream()
        .filter(entry -> entry.verb().equals("failed")).map(entry -> entry.actor()))
        .contains("kubeproxy/node-b");
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/
  @Test
  void a_proxy_that_sends_packets_where_nobody_is_is_found_out() {
    Town town = Town.calm(3).echoes("web", 1).service("web", "");
    ServiceProxy ours = new RuleProxy(new Randomness(1));

    town.cluster().use(Parts.ours().with(Slot.SERVICE_PROXY, () -> new ServiceProxy() {
      @Override
      public void update(Here here, List<ServiceDetail> services, List<EndpointSlice> slices) {
        ours.update(here, services, slices);
      }

      @Override
      public Decision connect(Packet packet, boolean fromPods, Instant now) {
        return new Decision.Forward(new SocketAddress("10.244.9.9", 80), false, "somewhere");
      }

      @Override
      public List<FlowGone> sweep(Instant now) {
        return List.of();
      }
    }));
    town.settle();

    assertThat(town.path("192.168.0.12", town.clusterIP("web"), 80).isDelivered()).isTrue();
    assertThat(town.cluster().culprits().get("node.proxy")).contains("where no endpoint is");
  }

  /// https://gateway-api.sigs.k8s.io/api-types/httproute/
  @Test
  void a_router_that_takes_the_wrong_rule_is_found_out() {
    Town town = Town.calm(4).echoes("web", 1).service("web", "").create("""
        {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {rules: [
          {host: web.shop.io, http: {paths: [{path: /, pathType: Prefix, backend: {
            service: {name: web, port: {number: 80}}}}]}}]}}""").settle();
    town.cluster().use(Parts.ours().with(Slot.EDGE_ROUTER,
        () -> (_, _, _, _) -> new EdgeRouter.RouteResult.NoRoute()));

    assertThat(town.browse("web.shop.io", "/hostname")).startsWith("200 OK");
    assertThat(town.cluster().culprits().get("edge.router")).contains("it took no rule where");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  @Test
  void a_name_server_that_lies_is_found_out() {
    Town town = Town.calm(5).echoes("web", 1).service("web", "").shell("client", "node-b");
    town.cluster().use(Parts.ours().with(Slot.DNS, () -> new ClusterDns() {
      @Override
      public Answer query(String name, RecordType type, DnsView world) {
        return new Answer(DnsMessage.Code.NXDOMAIN, List.of());
      }

      @Override
      public List<String> expand(String typed, String namespace, int ndots) {
        return List.of(typed);
      }
    }));
    town.settle();
    String _ = town.run("client", "nslookup web");
    town.settle();

    assertThat(town.run("client", "nslookup web")).contains("Address: " + town.clusterIP("web"));
    assertThat(town.cluster().culprits().get("addons.dns")).contains("is right");
  }

  /// https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/
  @Test
  void a_name_server_that_breaks_is_replaced_by_ours() {
    Town town = Town.calm(3).echoes("web", 1).service("web", "").shell("client", "node-b");

    town.cluster().use(Parts.ours().with(Slot.DNS, () -> new ClusterDns() {
      @Override
      public Answer query(String name, RecordType type, DnsView world) {
        throw new PartFailure("it threw");
      }

      @Override
      public List<String> expand(String typed, String namespace, int ndots) {
        return List.of(typed);
      }
    }));
    town.settle();

    assertThat(town.run("client", "nslookup web")).contains("SERVFAIL");
    town.settle();
    assertThat(town.run("client", "nslookup web")).contains("Address: " + town.clusterIP("web"));
  }
}
