package kube.controlplane.apiserver.strategy.discovery;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// EndpointSlices: some of the addresses behind a Service, all of one family.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
final class EndpointSliceStrategy implements Strategy {

  private static final int ENDPOINTS_AT_MOST = 1000;
  private static final int ADDRESSES_AT_MOST = 100;
  private static final int PORTS_AT_MOST = 20_000;
  private static final int HINTS_AT_MOST = 8;
  private static final int LABELS_AT_MOST = 16;

  @Override
  public void setDefaults(ObjectNode object) {
    Defaults.each(object.path("ports"), port -> {
      Defaults.put(port, "name", "");
      Defaults.put(port, "protocol", "TCP");
    });
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field slice = Field.of(object, errors);
    Field type = slice.at("addressType");
    if (type.mustBeThere()) type.mustBeOneOf(List.of("FQDN", "IPv4", "IPv6"));
    Field endpoints = slice.at("endpoints");
    endpoints.mustHaveAtMost(ENDPOINTS_AT_MOST);
    if (endpoints.value().size() <= ENDPOINTS_AT_MOST) {
      endpoints.elements().forEach(endpoint -> validateEndpoint(endpoint, type.text()));
    }
    validatePorts(slice.at("ports"));
  }

  private static void validateEndpoint(Field endpoint, String type) {
    Field addresses = endpoint.at("addresses");
    addresses.mustBeThere("must contain at least 1 address");
    addresses.mustHaveAtMost(ADDRESSES_AT_MOST);
    for (Field address : addresses.elements()) {
      switch (type) {
        case "IPv4" -> {
          address.mustHaveForm(Forms.IPV4_ADDRESS);
          validateReachable(address);
        }
        case "IPv6" -> {
          address.mustHaveForm(Forms.IPV6_ADDRESS);
          validateReachable(address);
        }
        case "FQDN" -> address.mustHaveForm(Names.DNS_SUBDOMAIN);
        default -> {}
      }
    }
    endpoint.at("nodeName").mustHaveForm(Names.DNS_SUBDOMAIN);
    Field topology = endpoint.at("deprecatedTopology");
    topology.mustHaveAtMost(LABELS_AT_MOST);
    MetadataRules.validateLabels(topology.value(), topology.path(), topology.errors());
    endpoint.at("hostname").mustHaveForm(Names.DNS_LABEL);
    Field zones = endpoint.at("hints").at("forZones");
    zones.mustHaveAtMost(HINTS_AT_MOST);
    Set<String> names = new TreeSet<>();
    for (Field zone : zones.elements()) {
      Field name = zone.at("name");
      if (!names.add(name.text())) name.errors().duplicate(name.path(), name.value());
      name.mustHaveForm(Names.LABEL_VALUE);
    }
  }

  /// An endpoint is another machine, as seen from every machine.
  private static void validateReachable(Field address) {
    Forms.address(address.text()).ifPresent(bytes -> {
      boolean isFour = bytes.length == 4;
      if (address.text().equals("0.0.0.0") || address.text().equals("::")) {
        address.invalid("may not be unspecified (0.0.0.0 or ::)");
      }
      if (address.text().equals("::1") || (isFour && bytes[0] == 127)) {
        address.invalid("may not be in the loopback range (127.0.0.0/8, ::1/128)");
      }
      if (isFour && (bytes[0] & 0xff) == 169 && (bytes[1] & 0xff) == 254) {
        address.invalid("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
      }
      if (isFour && (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0) {
        address.invalid(
            "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
      }
    });
  }

  private static void validatePorts(Field ports) {
    ports.mustHaveAtMost(PORTS_AT_MOST);
    Set<String> names = new TreeSet<>();
    for (Field port : ports.elements()) {
      Field name = port.at("name");
      if (!name.isEmpty()) name.mustHaveForm(Names.DNS_LABEL);
      if (!names.add(name.text())) name.errors().duplicate(name.path(), name.value());
      port.at("protocol").mustBeOneOf(List.of("SCTP", "TCP", "UDP"));
      port.at("appProtocol").mustBeKey();
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("addressType", old.path("addressType"), object.path("addressType"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  /// All but the metadata, and of that the labels.
  @Override
  public JsonNode wish(JsonNode object) {
    ObjectNode wish = Json.object();
    for (String field : List.of("addressType", "endpoints", "ports")) {
      if (object.has(field)) wish.set(field, object.path(field));
    }
    JsonNode labels = Json.at(object, "metadata.labels");
    if (!labels.isEmpty()) wish.set("labels", labels);
    return wish;
  }
}
