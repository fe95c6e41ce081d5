package kube.network.policy;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.foundation.api.discovery.BackendPod;
import kube.network.Packet;
import kube.network.PolicyGate;
import kube.network.Protocol;
import kube.network.policy.NetworkPolicy.Peer;
import kube.network.policy.NetworkPolicy.Port;
import kube.network.policy.NetworkPolicy.Rule;
import org.jspecify.annotations.Nullable;

/// Decides by all policies at one moment. A pure function of its fields and the packet.
///
/// A Pod that no policy selects is open. A selected Pod takes what any of its policies allows, in
/// the directions in which they isolate it: policies only ever add. Both ends have to agree.
///
/// **Models** selectors of Pods and namespaces, blocks of addresses, ports by number, range and
/// name. **Leaves out** answers, which belong to the connection that was allowed.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/network-policies/
final class PolicyRules implements PolicyGate {

  private final List<NetworkPolicy> policies;
  private final TreeMap<String, BackendPod> podsByAddress = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, String>> namespaces;

  /// @param namespaceLabels the labels of each namespace, by its name
  PolicyRules(List<NetworkPolicy> policies, List<BackendPod> pods,
      SortedMap<String, SortedMap<String, String>> namespaceLabels) {
    this.policies = List.copyOf(policies);
    this.namespaces = namespaceLabels;
    pods.stream().filter(pod -> pod.canServe(true))
        .forEach(pod -> podsByAddress.put(pod.ip(), pod));
  }

  @Override
  public Optional<String> refusesToLeave(Packet packet) {
    BackendPod pod = podsByAddress.get(packet.source().ip());
    if (pod == null) return Optional.empty();
    List<NetworkPolicy> asked = about(pod).stream().filter(NetworkPolicy::isolatesEgress).toList();
    boolean allowed = asked.isEmpty() || asked.stream().anyMatch(policy -> policy.egress().stream()
        .anyMatch(rule -> allows(policy, rule, packet.destination().ip(), packet)));
    return allowed
        ? Optional.empty()
        : Optional.of("no policy lets " + pod.metadata().key()
            + " talk to " + packet.destination() + ": " + names(asked));
  }

  @Override
  public Optional<String> refusesToEnter(Packet packet) {
    BackendPod pod = podsByAddress.get(packet.destination().ip());
    if (pod == null) return Optional.empty();
    List<NetworkPolicy> asked = about(pod).stream().filter(NetworkPolicy::isolatesIngress).toList();
    boolean allowed = asked.isEmpty() || asked.stream().anyMatch(policy -> policy.ingress()
        .stream().anyMatch(rule -> allows(policy, rule, packet.source().ip(), packet)));
    return allowed
        ? Optional.empty()
        : Optional.of("no policy lets " + packet.source().ip()
            + " talk to " + pod.metadata().key() + ": " + names(asked));
  }

  private List<NetworkPolicy> about(BackendPod pod) {
    return policies.stream()
        .filter(policy -> policy.metadata().namespace().equals(pod.metadata().namespace()))
        .filter(policy -> policy.pods().matches(pod.metadata().labels()))
        .toList();
  }

  private boolean allows(NetworkPolicy policy, Rule rule, String peer, Packet packet) {
    boolean isPeer = rule.peers().isEmpty()
        || rule.peers().stream().anyMatch(each -> isMeant(policy, each, peer));
    boolean isPort = rule.ports().isEmpty()
        || rule.ports().stream().anyMatch(each -> isMeant(each, packet));
    return isPeer && isPort;
  }

  private boolean isMeant(NetworkPolicy policy, Peer peer, String address) {
    if (peer.block().isPresent()) return peer.block().get().contains(address);
    BackendPod pod = podsByAddress.get(address);
    if (pod == null) return false;
    String namespace = pod.metadata().namespace();
    boolean rightNamespace = peer.namespaces()
        .map(selector -> selector.matches(namespaces.getOrDefault(namespace, new TreeMap<>())))
        .orElse(namespace.equals(policy.metadata().namespace()));
    return rightNamespace && peer.pods()
        .map(selector -> selector.matches(pod.metadata().labels())).orElse(true);
  }

  private boolean isMeant(Port port, Packet packet) {
    if (port.protocol() != packet.protocol()) return false;
    int number = packet.destination().port();
    if (port.name().isEmpty()) {
      return port.first() == 0 || (number >= port.first() && number <= port.last());
    }
    @Nullable
    BackendPod receiver = podsByAddress.get(packet.destination().ip());
    return receiver != null && receiver.ports().stream()
        .anyMatch(declared -> declared.name().equals(port.name()) && declared.number() == number
            && Protocol.of(declared.protocol()) == packet.protocol());
  }

  private static String names(List<NetworkPolicy> policies) {
    return policies.stream().map(policy -> policy.metadata().key().toString())
        .collect(Collectors.joining(", "));
  }
}
