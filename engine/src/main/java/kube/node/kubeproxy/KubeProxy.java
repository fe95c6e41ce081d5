package kube.node.kubeproxy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;
import kube.node.kubeproxy.ServiceProxy.Here;

/// Keeps the rules of one node as Services and EndpointSlices are.
///
/// It writes rules and carries no packet: while it is unplugged, the rules stay as they were last.
///
/// Owned by the loop.
///
/// **Models** the watch, changes gathered for at most a second, flows of UDP forgotten with their
/// endpoint. **Leaves out** its own configuration and the port for metrics.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/
public final class KubeProxy {

  private static final Duration SYNC_AT_MOST_EVERY = Duration.ofSeconds(1);
  private static final String ZONE = "topology.kubernetes.io/zone";

  private final Actor actor;
  private final Kernel kernel;
  private final String nodeName;
  private final String address;
  private final Informer<ServiceDetail> services;
  private final Informer<EndpointSlice> slices;
  private final Informer<Node> nodes;
  private Instant nextSync = Instant.MIN;
  private boolean syncIsDue;

  /// @param part decides about packets from now on
  public KubeProxy(Actor actor, ApiClient client, Faults faults, Kernel kernel,
      Part<ServiceProxy> part,
      String nodeName, String address) {
    this.actor = actor;
    this.kernel = kernel;
    this.nodeName = nodeName;
    this.address = address;
    kernel.install(part);
    TreeMap<String, String> onlyMine = new TreeMap<>();
    onlyMine.put("fieldSelector", "metadata.name=" + nodeName);
    this.services = new Informer<>(actor, client, faults, TrafficKinds.SERVICE)
        .onChange(_ -> changed());
    this.slices = new Informer<>(actor, client, faults, TrafficKinds.ENDPOINT_SLICE)
        .onChange(_ -> changed());
    this.nodes = new Informer<>(actor, client, faults, Kinds.NODE, onlyMine)
        .onChange(change -> {
          boolean moved = !change.before().map(KubeProxy::zone)
              .equals(change.after().map(KubeProxy::zone));
          if (moved) changed();
        });
  }

  public void start() {
    services.start();
    slices.start();
    nodes.start();
  }

  /// Many changes at once cost one pass.
  private void changed() {
    if (syncIsDue) return;
    syncIsDue = true;
    Duration wait = Duration.between(actor.now(),
        nextSync.isBefore(actor.now()) ? actor.now() : nextSync);
    actor.after(wait, this::sync);
  }

  private void sync() {
    syncIsDue = false;
    if (!services.isSynced() || !slices.isSynced()) return;
    nextSync = actor.now().plus(SYNC_AT_MOST_EVERY);
    List<Node> mine = nodes.list("");
    String zone = mine.isEmpty() ? "" : zone(mine.getFirst());
    kernel.program(new Here(nodeName, zone, address), services.list(""), slices.list(""));
    for (ServiceProxy.FlowGone flow : kernel.sweep()) {
      actor.record("forget-flow", flow.packet().toString(), flow.reason());
    }
  }

  private static String zone(Node node) {
    return node.metadata().labels().getOrDefault(ZONE, "");
  }
}
