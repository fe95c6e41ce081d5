package kube.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.network.Hop.Kind;
import kube.network.PacketPath.Outcome;
import org.jspecify.annotations.Nullable;

/// Knows who has which address, and finds the way of a packet.
///
/// The way is found in the order in which a real packet meets things: the rules of the sender's
/// node, the policy about leaving, the cable, the rules of the node that it reaches, the policy about
/// entering, the receiver.
///
/// Owned by the loop.
final class Router {

  /// Who has an address.
  ///
  /// @param node on which machine, or [Links#OUTSIDE]
  /// @param isMachine whether it is the machine's own address and not a Pod's
  record Station(String node, boolean isMachine, Host host) {}

  /// A machine on the network.
  record Machine(String name, String address, DataPlane rules) {}

  /// A way and, where it leads to somebody, to whom.
  record Way(PacketPath path, @Nullable Station sender, @Nullable Station receiver) {

    String senderPlace() {
      return sender == null ? Links.OUTSIDE : sender.node;
    }

    String receiverPlace() {
      return receiver == null ? Links.OUTSIDE : receiver.node;
    }
  }

  private static final int STATIONS_AT_MOST = 4;

  final TreeMap<String, Station> stations = new TreeMap<>();
  final TreeMap<String, Machine> machines = new TreeMap<>();
  final TreeMap<String, Balancer> balancers = new TreeMap<>();
  private final Links links;
  private PolicyGate policies = PolicyGate.open();

  Router(Links links) {
    this.links = links;
  }

  void enforce(PolicyGate gate) {
    policies = gate;
  }

  Way way(Packet first) {
    return new Walk(first).walk();
  }

  /// One packet on its way.
  private final class Walk {
    private final Packet first;
    private final List<Hop> hops = new ArrayList<>();
    private final @Nullable Station sender;
    private Packet packet;
    private String here;
    private boolean wasTranslated;

    private Walk(Packet first) {
      this.first = first;
      this.packet = first;
      this.sender = stations.get(first.source().ip());
      this.here = sender == null ? Links.OUTSIDE : sender.node;
    }

    private Way walk() {
      hop(here, Kind.SENDER,
          sender == null || sender.isMachine ? "a machine sends" : "a Pod sends");
      Machine machine = machines.get(here);
      Optional<Way> end = machine == null ? throughBalancer() : leave(machine);
      for (int i = 0; i < STATIONS_AT_MOST && end.isEmpty(); i++) end = onwards();
      return end.orElseGet(() -> lost(Kind.NOWHERE, "it goes round in circles"));
    }

    private Optional<Way> leave(Machine machine) {
      Optional<Way> end = translate(machine);
      if (end.isPresent() || talksToItself()) return end;
      return policies.refusesToLeave(packet).map(reason -> lost(Kind.POLICY, reason));
    }

    private Optional<Way> throughBalancer() {
      Balancer balancer = balancers.get(packet.destination().ip());
      if (balancer == null) return Optional.empty();
      Optional<String> node = balancer.node(packet);
      if (node.isEmpty()) {
        return Optional.of(refused(Kind.BALANCER, "the balancer knows no healthy node"));
      }
      hop(Links.OUTSIDE, Kind.BALANCER, "the balancer hands it to " + node.get());
      return cross(node.get()).or(() -> translate(machines.get(node.get())));
    }

    /// To the machine that has the address, or where the address belongs to a machine whose rules
    /// know better, one station further.
    private Optional<Way> onwards() {
      Station receiver = stations.get(packet.destination().ip());
      if (receiver == null) {
        return Optional.of(lost(Kind.NOWHERE, "nobody has the address"));
      }
      if (receiver.node.equals(Links.OUTSIDE)) masqueradePod();
      Optional<Way> end = cross(receiver.node);
      if (end.isPresent()) return end;
      Machine machine = machines.get(here);
      if (receiver.isMachine && machine != null && !wasTranslated) {
        end = translate(machine);
        if (end.isPresent() || wasTranslated) return end;
      }
      return Optional.of(enter(receiver));
    }

    private Optional<Way> cross(String place) {
      if (place.equals(here)) return Optional.empty();
      String cable = here + " → " + place;
      Links.Fault fault = links.between(here, place);
      here = place;
      if (fault.cut()) return Optional.of(lost(Kind.LINK, "the cable " + cable + " is cut"));
      hop(place, Kind.LINK, cable);
      return Optional.empty();
    }

    /// Rules are about ports; the question of `ping` has none and passes them by.
    private Optional<Way> translate(@Nullable Machine machine) {
      if (machine == null || packet.protocol() == Protocol.ICMP) return Optional.empty();
      boolean fromPods = sender != null && !sender.node.equals(Links.OUTSIDE);
      return switch (machine.rules.decide(packet, fromPods)) {
        case DataPlane.Decision.NotMine _ -> Optional.empty();
        case DataPlane.Decision.Reject(String reason) ->
          Optional.of(refused(Kind.SERVICE_RULE, reason));
        case DataPlane.Decision.Drop(String reason) ->
          Optional.of(lost(Kind.SERVICE_RULE, reason));
        case DataPlane.Decision.Forward forward -> {
          forward(machine, forward);
          yield Optional.empty();
        }
      };
    }

    private void forward(Machine machine, DataPlane.Decision.Forward forward) {
      wasTranslated = true;
      packet = packet.to(forward.to());
      hop(here, Kind.SERVICE_RULE, forward.reason());
      if (!forward.masquerade()) return;
      packet = packet.from(new SocketAddress(machine.address, packet.source().port()));
      hop(here, Kind.MASQUERADE, "the node puts its own address in the sender's place");
    }

    /// Nobody outside knows the way to a Pod's address.
    private void masqueradePod() {
      Machine machine = machines.get(here);
      if (machine == null || sender == null || sender.isMachine) return;
      packet = packet.from(new SocketAddress(machine.address, packet.source().port()));
      hop(here, Kind.MASQUERADE, "Pod addresses mean nothing outside");
    }

    private Way enter(Station receiver) {
      boolean fromOwnMachine = sender != null && sender.isMachine
          && sender.node.equals(receiver.node);
      Optional<String> refusal = talksToItself() || fromOwnMachine
          ? Optional.empty()
          : policies.refusesToEnter(packet);
      if (refusal.isPresent()) return lost(Kind.POLICY, refusal.get());
      hop(here, Kind.RECEIVER, receiver.isMachine ? "a machine" : "a Pod");
      return new Way(new PacketPath(Outcome.DELIVERED, hops), sender, receiver);
    }

    /// No policy can keep a Pod from itself, nor a kubelet from its Pods.
    private boolean talksToItself() {
      return first.source().ip().equals(packet.destination().ip());
    }

    private Way refused(Kind kind, String reason) {
      hop(here, kind, reason);
      return new Way(new PacketPath(Outcome.REFUSED, hops), sender, null);
    }

    private Way lost(Kind kind, String reason) {
      hop(here, kind, reason);
      return new Way(new PacketPath(Outcome.LOST, hops), sender, null);
    }

    private void hop(String place, Kind kind, String reason) {
      hops.add(new Hop(place, kind, reason, packet));
    }
  }
}
