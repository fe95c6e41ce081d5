package kube.controlplane.apiserver.strategy.networking;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ServiceCIDRs: the networks that addresses of Services are taken from.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/service-cidr-v1/
final class ServiceCIDRStrategy implements Strategy {

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field cidrs = Field.of(object, errors).at("spec").at("cidrs");
    if (!cidrs.mustBeThere("at least one CIDR required")) return;
    List<Field> networks = cidrs.elements();
    if (networks.size() > 2) {
      cidrs.invalid("may only hold up to 2 values");
      return;
    }
    networks.forEach(network -> network.mustHaveForm(Forms.CIDR));
    boolean isTwice = networks.size() == 2 && networks.getFirst().text().contains(":") == networks
        .getLast().text().contains(":");
    if (isTwice) {
      cidrs.invalid("may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and"
          + " 2001:db8::/64");
    }
  }

  /// A second family may be added; what is there stays.
  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    Field now = Field.of(object, errors).at("spec").at("cidrs");
    JsonNode before = old.path("spec").path("cidrs");
    List<Field> networks = now.elements();
    boolean grows = before.size() == 1 && networks.size() == 2;
    if (networks.size() != before.size() && !grows) {
      now.invalid("field is immutable");
      return;
    }
    for (int index = 0; index < before.size(); index++) {
      if (!networks.get(index).value().equals(before.get(index))) {
        networks.get(index).invalid("field is immutable");
      }
    }
  }
}
