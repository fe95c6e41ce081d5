package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.PortRules;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Endpoints: the addresses behind a Service, as lists. EndpointSlices have taken their place.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/service/#endpoints
final class EndpointsStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    Each.object(object.path("subsets"), subset -> Each.object(subset.path("ports"),
        port -> Defaults.put(port, "protocol", "TCP")));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    for (Field subset : Field.of(object, errors).at("subsets").elements()) {
      if (subset.at("addresses").isEmpty() && subset.at("notReadyAddresses").isEmpty()) {
        subset.required("must specify `addresses` or `notReadyAddresses`");
      }
      for (String list : List.of("addresses", "notReadyAddresses")) {
        subset.at(list).elements().forEach(EndpointsStrategy::validateAddress);
      }
      List<Field> ports = subset.at("ports").elements();
      ports.forEach(port -> validatePort(port, ports.size() > 1));
    }
  }

  private static void validateAddress(Field address) {
    Field ip = address.at("ip");
    Addresses.validate(ip.text(), ip.path(), ip.errors());
    if (!address.at("hostname").isEmpty()) address.at("hostname").mustHaveForm(Names.DNS_LABEL);
    address.at("nodeName").mustHaveForm(Names.DNS_SUBDOMAIN);
    Addresses.validateNotSpecial(ip.text(), ip.path(), ip.errors());
  }

  private static void validatePort(Field port, boolean needsName) {
    Field name = port.at("name");
    if (needsName) name.mustBeThere();
    if (!name.isEmpty()) name.mustHaveForm(Names.DNS_LABEL);
    PortRules.validateNumber(port.at("port"));
    PortRules.validateProtocol(port.at("protocol"));
    port.at("appProtocol").mustBeKey();
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }
}
