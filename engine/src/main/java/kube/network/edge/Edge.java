package kube.network.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.network.Protocol;
import kube.network.SocketAddress;

/// Sees which ways into the cluster there are, and keeps a doorway open for each.
///
/// A node port is opened on `127.0.0.1`, and where the system has more loopback addresses also on
/// one for each node: `127.0.0.11` for `192.168.0.11`. A balancer's address `203.0.113.10` becomes
/// `127.0.113.10`. What cannot be opened there is opened on any free port of `127.0.0.1`.
///
/// Owned by the loop.
public final class Edge {

  private static final String LOOPBACK = "127.0.0.1";

  private final Doors doors;
  private final Informer<ServiceDetail> services;
  private final Informer<AnyObject> nodes;
  private final Routers routers;
  private Map<String, Doorway> open = new TreeMap<>();

  /// Where the routers of HTTP listen on the cluster's own network.
  ///
  /// @param secured those that take what the edge has decrypted
  public record Routers(List<SocketAddress> plain, List<SocketAddress> secured,
      Certificates certificates) {}

  public Edge(Actor actor, ApiClient client, Faults faults, Doors doors,
      Routers routers) {
    this.doors = doors;
    this.routers = routers;
    this.services = new Informer<>(actor, client, faults, TrafficKinds.SERVICE)
        .onChange(_ -> look());
    this.nodes = new Informer<>(actor, client, faults,
        Kinds.NODE.readAs(AnyObject::of)).onChange(change -> {
          if (change.before().isEmpty() || change.after().isEmpty()) look();
        });
  }

  public void start() {
    services.start();
    nodes.start();
  }

  private void look() {
    if (!services.isSynced() || !nodes.isSynced()) return;
    Map<String, Doorway> wanted = doorways(services.list(""), addresses(), routers);
    open.forEach((key, doorway) -> {
      if (!doorway.equals(wanted.get(key))) doors.close(doorway);
    });
    wanted.forEach((key, doorway) -> {
      if (!doorway.equals(open.get(key))) doors.open(doorway);
    });
    open = wanted;
  }

  private List<String> addresses() {
    return nodes.list("").stream().flatMap(node -> Json
        .list(node.resource().tree(), "status.addresses", each -> each).stream()
        .filter(each -> Json.text(each, "type").equals("InternalIP"))
        .map(each -> Json.text(each, "address"))).toList();
  }

  /// The doorways that there should be, by what they are. A pure function.
  static Map<String, Doorway> doorways(List<ServiceDetail> services, List<String> nodes,
      Routers routers) {
    Map<String, Doorway> doorways = new LinkedHashMap<>();
    for (ServiceDetail service : services) {
      for (ServiceDetail.Port port : service.ports()) {
        Protocol protocol = Protocol.of(port.protocol());
        if (protocol == Protocol.SCTP) continue;
        String what = service.key() + (port.name().isEmpty() ? "" : ":" + port.name());
        if (port.nodePort() != 0) addNodePort(doorways, what, protocol, port.nodePort(), nodes);
        for (String address : service.balancerIPs()) {
          add(doorways, new Doorway("balancer of " + what, protocol,
              new SocketAddress(address, port.port()), places(address, port.port())));
        }
      }
    }
    for (SocketAddress router : routers.plain()) {
      add(doorways, new Doorway("HTTP router", Protocol.TCP, router,
          List.of(new SocketAddress(LOOPBACK, 8080), new SocketAddress(LOOPBACK, 0))));
    }
    for (SocketAddress router : routers.secured()) {
      add(doorways, new Doorway("HTTPS router", Protocol.TCP, router,
          Optional.of(routers.certificates()),
          List.of(new SocketAddress(LOOPBACK, 8443), new SocketAddress(LOOPBACK, 0))));
    }
    return doorways;
  }

  private static void addNodePort(Map<String, Doorway> doorways, String what, Protocol protocol,
      int port, List<String> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      SocketAddress inside = new SocketAddress(nodes.get(i), port);
      String last = nodes.get(i).substring(nodes.get(i).lastIndexOf('.') + 1);
      List<SocketAddress> places = new ArrayList<>();
      places.add(new SocketAddress("127.0.0." + last, port));
      add(doorways, new Doorway("node port of " + what + " on " + nodes.get(i), protocol, inside,
          places));
    }
    if (nodes.isEmpty()) return;
    Doorway any = new Doorway("node port of " + what, protocol,
        new SocketAddress(nodes.getFirst(), port),
        List.of(new SocketAddress(LOOPBACK, port), new SocketAddress(LOOPBACK, 0)));
    doorways.put(protocol + " any " + port, any);
  }

  private static List<SocketAddress> places(String address, int port) {
    String tail = address.substring(address.indexOf('.', address.indexOf('.') + 1));
    return List.of(new SocketAddress("127.0" + tail, port), new SocketAddress(LOOPBACK, 0));
  }

  private static void add(Map<String, Doorway> doorways, Doorway doorway) {
    doorways.put(doorway.protocol() + " " + doorway.inside(), doorway);
  }
}
