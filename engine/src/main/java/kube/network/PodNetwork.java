package kube.network;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// The network on which Pods, machines and the world outside reach each other: streams (TCP) and
/// datagrams (UDP) between programs in memory, by the same rules in both clocks.
///
/// Runtimes attach the rooms of their Pods; kube-proxy programs the [DataPlane] of each machine;
/// everybody else dials and sends. Only the edge of a live cluster is real sockets.
///
/// Owned by the loop.
///
/// **Models** the flat network in which every Pod reaches every other by its address, the rules of
/// Services, policies, and cables that are slow, lossy or cut. **Leaves out** routing protocols and
/// the size of packets: a write of a program is one packet.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/networking/
public final class PodNetwork {

  /// After how long a kernel stops asking for a connection: six questions, each after twice the time.
  public static final Duration PATIENCE = Duration.ofSeconds(127);

  private static final int FIRST_PORT = 32_768;
  private static final int LAST_PORT = 60_999;

  private final Actor actor;
  private final Links links = new Links();
  private final Router router = new Router(links);
  private final TreeMap<String, Set<Connection>> open = new TreeMap<>();
  private final TreeMap<String, Integer> lastPorts = new TreeMap<>();
  private @Nullable Consumer<PacketPath> listener;

  /// @param actor in whose name late packets arrive
  public PodNetwork(Actor actor) {
    this.actor = actor;
  }

  /// The cables and their faults.
  public Links links() {
    return links;
  }

  /// Calls the listener with the way of every packet from now on: for the board.
  public void onPath(Consumer<PacketPath> newListener) {
    listener = newListener;
  }

  /// Puts a machine on the network, with the rules of its kernel and what listens on the machine.
  public void machine(String name, String address, DataPlane rules, Host programs) {
    router.machines.put(name, new Router.Machine(name, address, rules));
    router.stations.put(address, new Router.Station(name, true, programs));
  }

  /// Puts somebody on the network who is no machine of the cluster.
  public void outsider(String address, Host host) {
    router.stations.put(address, new Router.Station(Links.OUTSIDE, true, host));
  }

  /// A Pod's room on this machine has the address from now on.
  public void attach(String address, String node, Host host) {
    router.stations.put(address, new Router.Station(node, false, host));
  }

  /// The address is free again, and the connections of the room that had it are over.
  public void detach(String address, Host host) {
    Router.Station station = router.stations.get(address);
    if (station == null || !station.host().equals(host)) return;
    router.stations.remove(address);
    Set<Connection> connections = open.remove(address);
    if (connections != null) List.copyOf(connections).forEach(Connection::breakOff);
  }

  /// From now on this gate decides who may talk to whom.
  public void enforce(PolicyGate gate) {
    router.enforce(gate);
  }

  /// A cloud's balancer has this address and hands what comes from outside to one of the nodes.
  public void balance(String address, Balancer balancer) {
    router.balancers.put(address, balancer);
  }

  /// The balancer is gone.
  public void unbalance(String address) {
    router.balancers.remove(address);
  }

  /// Whether the machine is there and says that it has something behind the port of its health
  /// check; 0 asks for the machine alone.
  public boolean answersHealthCheck(String machine, int healthPort) {
    Router.Machine found = router.machines.get(machine);
    boolean reachable = !links.between(Links.OUTSIDE, machine).cut();
    return found != null && reachable
        && (healthPort == 0 || found.rules().isHealthy(healthPort));
  }

  /// A port of the address that no other connection from there uses: an ephemeral one.
  public SocketAddress ephemeral(String address) {
    int port = lastPorts.merge(address, FIRST_PORT,
        (last, _) -> last == LAST_PORT ? FIRST_PORT : last + 1);
    return new SocketAddress(address, port);
  }

  /// The way that a packet would take now. Asking may make the rules remember a choice, as a packet
  /// would.
  public PacketPath path(Packet packet) {
    return router.way(packet).path();
  }

  /// Asks for a connection (TCP); what the other side says comes `back`.
  public void dial(Packet first, ByteSink back, Dialing dialing) {
    Router.Way way = route(first);
    Router.Station receiver = way.receiver();
    if (receiver != null) {
      Duration there = links.between(way.senderPlace(), way.receiverPlace()).latency();
      if (there.isZero()) connect(way, receiver, back, dialing);
      else
        actor.after(there.multipliedBy(2), () -> connect(way, receiver, back, dialing));
    } else if (way.path().outcome() == PacketPath.Outcome.REFUSED) {
      dialing.refused(way.path());
    } else {
      actor.after(PATIENCE, () -> dialing.timedOut(way.path()));
    }
  }

  private void connect(Router.Way way, Router.Station receiver, ByteSink back, Dialing dialing) {
    String near = way.senderPlace();
    String far = way.receiverPlace();
    Packet packet = way.path().packet();
    String address = packet.destination().ip();
    Connection connection = new Connection(ended -> forget(address, ended));
    Wire homewards = new Wire(actor, links, far, near, connection.counted(back));
    Optional<ByteSink> accepted = receiver.host().accept(packet, homewards);
    if (accepted.isEmpty()) {
      dialing.refused(way.path().refusedAtTheEnd());
      return;
    }
    Wire there = new Wire(actor, links, near, far, connection.counted(accepted.get()));
    connection.carriedBy(there, homewards);
    open.computeIfAbsent(address, _ -> new LinkedHashSet<>()).add(connection);
    dialing.connected(there, way.path());
  }

  private void forget(String address, Connection ended) {
    Set<Connection> connections = open.get(address);
    if (connections == null) return;
    connections.remove(ended);
    if (connections.isEmpty()) open.remove(address);
  }

  /// Connects to a port; empty when the answer is no at once. A sink whose receiver cannot be
  /// reached takes bytes and nobody answers.
  public Optional<ByteSink> connect(SocketAddress from, SocketAddress to, ByteSink back) {
    PendingConnection pending = new PendingConnection(back);
    dial(new Packet(Protocol.TCP, from, to), back, pending);
    return pending.handOver();
  }

  /// Sends a datagram (UDP). An answer may come to `answer`, or none ever.
  ///
  /// Returns the way that it took; `REFUSED` means that the sender hears "port unreachable".
  public PacketPath send(Packet packet, byte[] payload, Consumer<byte[]> answer) {
    Router.Way way = route(packet);
    Router.Station receiver = way.receiver();
    if (receiver == null) return way.path();
    Cable cable = new Cable(actor, links, way.senderPlace(), way.receiverPlace());
    if (cable.isCalm()) {
      boolean taken = receiver.host().receive(way.path().packet(), payload,
          bytes -> cable.carry(() -> answer.accept(bytes)));
      return taken ? way.path() : way.path().refusedAtTheEnd();
    }
    cable.carry(() -> receiver.host().receive(way.path().packet(), payload,
        bytes -> cable.carry(() -> answer.accept(bytes))));
    return way.path();
  }

  /// Asks whether an address is alive (ICMP echo): whoever has it answers, no program of theirs. So
  /// a Pod and a machine answer, and the address of a Service, which nobody has, never does.
  public PacketPath ping(String from, String to, Runnable answer) {
    Router.Way way = route(new Packet(Protocol.ICMP, new SocketAddress(from, 0),
        new SocketAddress(to, 0)));
    if (way.receiver() == null) return way.path();
    Cable cable = new Cable(actor, links, way.senderPlace(), way.receiverPlace());
    cable.carry(() -> cable.carry(answer));
    return way.path();
  }

  private Router.Way route(Packet packet) {
    Router.Way way = router.way(packet);
    if (listener != null) listener.accept(way.path());
    return way;
  }
}
