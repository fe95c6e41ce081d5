package kube.controlplane.apiserver.strategy.networking;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// NetworkPolicies: who may talk to the chosen Pods, and whom they may talk to.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/network-policies/
final class NetworkPolicyStrategy implements Strategy {

  private static final List<String> DIRECTIONS = List.of("Ingress", "Egress");

  /// A policy is about what comes in; rules for what goes out make it about that too.
  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.object(spec, "podSelector");
    for (String direction : List.of("ingress", "egress")) {
      Defaults.each(spec.path(direction), rule -> Defaults.each(rule.path("ports"),
          port -> Defaults.put(port, "protocol", "TCP")));
    }
    if (!spec.path("policyTypes").isEmpty()) return;
    ArrayNode types = spec.putArray("policyTypes").add("Ingress");
    if (!spec.path("egress").isEmpty()) types.add("Egress");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    SelectorRules.validate(spec.at("podSelector"));
    for (Field rule : spec.at("ingress").elements()) validateRule(rule, "from");
    for (Field rule : spec.at("egress").elements()) validateRule(rule, "to");
    Field types = spec.at("policyTypes");
    if (types.value().size() > DIRECTIONS.size()) {
      types.invalid("may not specify more than two policyTypes");
    } else {
      types.elements().forEach(type -> type.mustBeOneOf(DIRECTIONS));
    }
  }

  private static void validateRule(Field rule, String peers) {
    rule.at("ports").elements().forEach(NetworkPolicyStrategy::validatePort);
    rule.at(peers).elements().forEach(NetworkPolicyStrategy::validatePeer);
  }

  private static void validatePort(Field rule) {
    rule.at("protocol").mustBeOneOf(List.of("TCP", "UDP", "SCTP"));
    Field port = rule.at("port");
    Field last = rule.at("endPort");
    if (!port.isPresent()) {
      if (last.isPresent()) last.invalid("may not be specified when `port` is not specified");
    } else if (port.value().isNumber()) {
      port.mustBePort();
      if (last.isPresent() && last.number() < port.number()) {
        last.invalid("must be greater than or equal to `port`");
      }
      last.mustBePort();
    } else {
      if (last.isPresent()) last.invalid("may not be specified when `port` is non-numeric");
      port.mustHaveForm(Forms.PORT_NAME);
    }
  }

  private static void validatePeer(Field peer) {
    Field pods = peer.at("podSelector");
    Field namespaces = peer.at("namespaceSelector");
    Field block = peer.at("ipBlock");
    SelectorRules.validate(pods);
    SelectorRules.validate(namespaces);
    if (block.isPresent()) validateBlock(block);
    boolean selects = pods.isPresent() || namespaces.isPresent();
    if (!selects && !block.isPresent()) {
      peer.required("must specify a peer");
    } else if (selects && block.isPresent()) {
      peer.forbidden("may not specify both ipBlock and another peer");
    }
  }

  private static void validateBlock(Field block) {
    Field cidr = block.at("cidr");
    if (!cidr.mustBeThere()) return;
    cidr.mustHaveForm(Forms.CIDR);
    Optional<Forms.Network> all = Forms.network(cidr.text());
    for (Field except : block.at("except").elements()) {
      except.mustHaveForm(Forms.CIDR);
      Optional<Forms.Network> part = Forms.network(except.text());
      if (all.isEmpty() || part.isEmpty()) continue;
      boolean isPart = all.get().contains(part.get())
          && part.get().prefixBits() > all.get().prefixBits();
      if (!isPart) except.invalid("must be a strict subset of `cidr`");
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
