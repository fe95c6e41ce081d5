package kube.network.policy;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.NetworkKinds;
import kube.network.Cidr;
import kube.network.Protocol;
import tools.jackson.databind.JsonNode;

/// Who may talk to the Pods that it selects (ingress), and to whom these may talk (egress).
///
/// @param pods which Pods of its namespace it is about
/// @param isolatesIngress whether what no policy allows may not come in; `isolatesEgress` the same
///   for going out
record NetworkPolicy(Metadata metadata, LabelSelector pods, boolean isolatesIngress,
    boolean isolatesEgress, List<Rule> ingress, List<Rule> egress) implements KubernetesObject {

  static final Kind<NetworkPolicy> KIND = NetworkKinds.NETWORK_POLICY.readAs(NetworkPolicy::of);

  /// One permission: these peers, on these ports. No peers means everybody, no ports every port.
  record Rule(List<Peer> peers, List<Port> ports) {

    static Rule of(JsonNode tree, String peers) {
      return new Rule(Json.list(tree, peers, Peer::of), Json.list(tree, "ports", Port::of));
    }
  }

  /// Some Pods, or a range of addresses.
  ///
  /// @param namespaces in which namespaces; empty means in the policy's own
  record Peer(Optional<LabelSelector> namespaces, Optional<LabelSelector> pods,
      Optional<Block> block) {

    static Peer of(JsonNode tree) {
      return new Peer(selector(tree, "namespaceSelector"), selector(tree, "podSelector"),
          tree.has("ipBlock") ? Optional.of(Block.of(tree.path("ipBlock"))) : Optional.empty());
    }

    private static Optional<LabelSelector> selector(JsonNode tree, String field) {
      return tree.has(field) ? Optional.of(LabelSelector.of(tree.path(field))) : Optional.empty();
    }
  }

  /// A range of addresses without some of them.
  record Block(Cidr range, List<Cidr> except) {

    static Block of(JsonNode tree) {
      return new Block(Cidr.parse(Json.text(tree, "cidr")),
          Json.list(tree, "except", range -> Cidr.parse(range.asString(""))));
    }

    boolean contains(String address) {
      return range.contains(address) && except.stream().noneMatch(hole -> hole.contains(address));
    }
  }

  /// Ports from `first` to `last`, or the one that has this name; 0 is every port.
  record Port(Protocol protocol, String name, int first, int last) {

    static Port of(JsonNode tree) {
      JsonNode port = tree.path("port");
      boolean isName = port.isString();
      int first = isName ? 0 : port.asInt(0);
      return new Port(Protocol.of(Json.text(tree, "protocol")), isName ? port.asString("") : "",
          first, Json.number(tree, "endPort", first));
    }
  }

  static NetworkPolicy of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    List<String> types = Json.list(spec, "policyTypes", type -> type.asString(""));
    return new NetworkPolicy(resource.metadata(), LabelSelector.of(spec.path("podSelector")),
        types.contains("Ingress") || types.isEmpty(), types.contains("Egress"),
        Json.list(spec, "ingress", rule -> Rule.of(rule, "from")),
        Json.list(spec, "egress", rule -> Rule.of(rule, "to")));
  }
}
