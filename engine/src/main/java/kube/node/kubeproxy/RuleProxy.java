package kube.node.kubeproxy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.machine.Dice;
import kube.network.Cidr;
import kube.network.DataPlane.Decision;
import kube.network.Packet;
import kube.network.Protocol;
import kube.network.SocketAddress;

/// The proxy of the reference cluster: a table of rules, and what has to be remembered.
///
/// For a first packet, in this order: the flow it belongs to (UDP), the endpoint that the client had
/// (affinity), a draw among the endpoints.
///
/// Owned by the loop.
///
/// **Models** what kube-proxy's rules in the kernel do, in nftables as in iptables mode. **Leaves
/// out** the rules' own form, and the timers of TCP, whose connections go on by themselves.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/networking/virtual-ips/
public final class RuleProxy implements ServiceProxy {

  /// How long the kernel remembers a UDP flow on which nothing is said.
  private static final Duration UDP_IDLE = Duration.ofMinutes(2);

  /// Rules made for a Service, and from what.
  private record Made(Here here, ServiceDetail service, List<EndpointSlice> slices,
      Map<String, ServiceRule> rules) {}

  private record Flow(Packet packet, String rule, SocketAddress to, boolean masquerade,
      Instant lastUsed) {}

  private record Stuck(SocketAddress to, Instant lastUsed) {}

  private final Dice dice;
  private TreeMap<Key, Made> made = new TreeMap<>();
  private TreeMap<String, ServiceRule> rules = new TreeMap<>();
  private final TreeMap<String, Flow> flows = new TreeMap<>();
  private final TreeMap<String, Stuck> affinities = new TreeMap<>();
  private final List<FlowGone> gone = new ArrayList<>();

  public RuleProxy(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void update(Here here, List<ServiceDetail> services, List<EndpointSlice> slices) {
    TreeMap<Key, List<EndpointSlice>> byService = new TreeMap<>();
    slices.forEach(slice -> byService.computeIfAbsent(slice.service(), _ -> new ArrayList<>())
        .add(slice));
    TreeMap<Key, Made> next = new TreeMap<>();
    TreeMap<String, ServiceRule> table = new TreeMap<>();
    for (ServiceDetail service : services) {
      List<EndpointSlice> its = byService.getOrDefault(service.key(), List.of());
      Made rulesOfService = remake(here, service, its);
      next.put(service.key(), rulesOfService);
      table.putAll(rulesOfService.rules);
    }
    made = next;
    rules = table;
    forgetFlowsWithoutEndpoint();
  }

  /// Most Services are as they were: their rules stay.
  private Made remake(Here here, ServiceDetail service, List<EndpointSlice> slices) {
    Made before = made.get(service.key());
    if (before != null && before.here.equals(here) && sameRevision(before.service, service)
        && sameRevisions(before.slices, slices)) {
      return before;
    }
    return new Made(here, service, slices, ServiceRules.decide(here, service, slices));
  }

  private static boolean sameRevision(ServiceDetail one, ServiceDetail other) {
    return one.metadata().resourceVersion().equals(other.metadata().resourceVersion())
        && one.metadata().uid().equals(other.metadata().uid());
  }

  private static boolean sameRevisions(List<EndpointSlice> some, List<EndpointSlice> others) {
    if (some.size() != others.size()) return false;
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).metadata().resourceVersion()
          .equals(others.get(i).metadata().resourceVersion())) {
        return false;
      }
    }
    return true;
  }

  /// A datagram to an endpoint that is gone would reach nobody for as long as the flow is remembered.
  private void forgetFlowsWithoutEndpoint() {
    flows.values().removeIf(flow -> {
      ServiceRule rule = rules.get(flow.rule);
      boolean alive = rule != null
          && (rule.everywhere().contains(flow.to) || rule.here().contains(flow.to));
      if (alive) return false;
      gone.add(new FlowGone(flow.packet,
          "its endpoint " + flow.to + " is gone"));
      return true;
    });
    if (affinities.isEmpty()) return;
    Set<SocketAddress> alive = new TreeSet<>();
    rules.values().forEach(rule -> {
      alive.addAll(rule.everywhere());
      alive.addAll(rule.here());
    });
    affinities.values().removeIf(stuck -> !alive.contains(stuck.to));
  }

  @Override
  public boolean isHealthy(int healthPort) {
    return made.values().stream()
        .filter(each -> each.service.healthPort() == healthPort)
        .anyMatch(each -> each.rules.values().stream().anyMatch(rule -> !rule.here().isEmpty()));
  }

  @Override
  public Decision connect(Packet packet, boolean fromPods, Instant now) {
    String key = ServiceRules.key(packet.protocol(), packet.destination());
    ServiceRule rule = rules.get(key);
    if (rule == null) return new Decision.NotMine();
    String client = packet.source().ip();
    if (!rule.sources().isEmpty() && !fromPods
        && rule.sources().stream().noneMatch(range -> Cidr.parse(range).contains(client))) {
      return new Decision.Drop(rule.name() + " lets " + client + " not in by its balancer");
    }
    Optional<Decision> remembered = flow(packet, rule, now);
    return remembered.orElseGet(() -> choose(packet, key, rule, fromPods, now));
  }

  private Optional<Decision> flow(Packet packet, ServiceRule rule, Instant now) {
    if (packet.protocol() != Protocol.UDP) return Optional.empty();
    String id = packet.toString();
    Flow flow = flows.get(id);
    if (flow == null || flow.lastUsed.plus(UDP_IDLE).isBefore(now)) return Optional.empty();
    flows.put(id, new Flow(packet, flow.rule, flow.to, flow.masquerade, now));
    return Optional.of(new Decision.Forward(flow.to, flow.masquerade,
        rule.name() + " → " + flow.to + ": the flow goes there already"));
  }

  private Decision choose(Packet packet, String key, ServiceRule rule, boolean fromPods,
      Instant now) {
    if (!rule.known()) return new Decision.Reject(rule.name() + " has no endpoints");
    List<SocketAddress> choices = rule.choices(fromPods);
    if (choices.isEmpty()) return new Decision.Drop(rule.name() + " has no local endpoints");
    String client = packet.source().ip();
    String why = ": one of " + choices.size();
    SocketAddress to = choices.get(dice.below(choices.size()));
    if (rule.affinity().isPresent()) {
      Stuck stuck = affinities.get(rule.name() + " " + client);
      boolean stays = stuck != null && choices.contains(stuck.to)
          && !stuck.lastUsed.plus(rule.affinity().get()).isBefore(now);
      if (stuck != null && stays) {
        to = stuck.to;
        why = ": " + client + " keeps its endpoint";
      }
      affinities.put(rule.name() + " " + client, new Stuck(to, now));
    }
    boolean fromOutside = !fromPods && !rule.staysHere(fromPods);
    boolean masquerade = fromOutside || to.ip().equals(client);
    if (packet.protocol() == Protocol.UDP) {
      flows.put(packet.toString(), new Flow(packet, key, to, masquerade, now));
    }
    return new Decision.Forward(to, masquerade, rule.name() + " → " + to + why);
  }

  @Override
  public List<FlowGone> sweep(Instant now) {
    flows.values().removeIf(flow -> {
      boolean idle = flow.lastUsed.plus(UDP_IDLE).isBefore(now);
      if (idle) {
        gone.add(new FlowGone(flow.packet,
            "nothing was said for " + UDP_IDLE.toSeconds() + " s"));
      }
      return idle;
    });
    List<FlowGone> told = List.copyOf(gone);
    gone.clear();
    return told;
  }
}
