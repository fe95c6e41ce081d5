package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.PortRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Services: ports, a type, and an address that stays as long as the Service does.
final class ServiceStrategy implements Strategy {

  private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer",
      "NodePort");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = object.withObject("spec");
    if (!spec.has("type")) spec.put("type", "ClusterIP");
    if (!spec.has("sessionAffinity")) spec.put("sessionAffinity", "None");
    for (JsonNode port : spec.path("ports")) {
      if (!(port instanceof ObjectNode fields)) continue;
      if (!fields.has("protocol")) fields.put("protocol", "TCP");
      if (!fields.has("targetPort") && fields.has("port")) {
        fields.set("targetPort", fields.get("port"));
      }
    }
    String type = Json.text(spec, "type");
    if (!type.equals("ExternalName") && !spec.has("internalTrafficPolicy")) {
      spec.put("internalTrafficPolicy", "Cluster");
    }
    boolean outside = type.equals("NodePort") || type.equals("LoadBalancer");
    if (outside && !spec.has("externalTrafficPolicy")) {
      spec.put("externalTrafficPolicy", "Cluster");
    }
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").putObject("loadBalancer");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    JsonNode spec = object.path("spec");
    String type = Json.text(spec, "type");
    boolean headless = Json.text(spec, "clusterIP").equals("None");
    if (spec.path("ports").isEmpty() && !headless && !type.equals("ExternalName")) {
      errors.required("spec.ports");
    }
    errors.oneOf(spec, "type", "spec.type", TYPES);
    errors.oneOf(spec, "sessionAffinity", "spec.sessionAffinity", List.of("ClientIP", "None"));
    if (type.equals("ExternalName") && Json.text(spec, "externalName").isEmpty()) {
      errors.required("spec.externalName");
    }
    if (headless && (type.equals("NodePort") || type.equals("LoadBalancer"))) {
      errors.invalid("spec.clusterIPs[0]", "None",
          "may not be set to 'None' for " + type + " services");
    }
    MetadataRules.validateLabels(spec.path("selector"), "spec.selector", errors);
    validatePorts(spec.path("ports"), errors);
  }

  private static void validatePorts(JsonNode ports, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    int index = 0;
    for (JsonNode port : ports) {
      String field = "spec.ports[" + index++ + "]";
      String name = Json.text(port, "name");
      if (name.isEmpty() && ports.size() > 1) {
        errors.required(field + ".name");
      } else if (!name.isEmpty()) {
        Names.DNS_LABEL.fault(name)
            .ifPresent(fault -> errors.invalid(field + ".name", name, fault));
        if (!names.add(name)) errors.duplicate(field + ".name", port.path("name"));
      }
      PortRules.validateNumber(new Field(port.path("port"), field + ".port", errors));
      if (port.path("targetPort").isNumber()) {
        PortRules.validateNumberOrName(
            new Field(port.path("targetPort"), field + ".targetPort", errors));
      }
      errors.oneOf(port, "protocol", field + ".protocol", PROTOCOLS);
      if (!places.add(port.path("port") + Json.text(port, "protocol"))) {
        errors.duplicate(field, port);
      }
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    JsonNode before = Json.at(old, "spec.clusterIP");
    JsonNode after = Json.at(object, "spec.clusterIP");
    boolean leaves = Json.text(object, "spec.type").equals("ExternalName");
    if (!leaves && !before.asString("").isEmpty() && !before.equals(after)) {
      errors.invalid("spec.clusterIPs[0]", after, "may not change once set");
    }
  }

  @Override
  public Names nameForm() {
    return Names.DNS_1035_LABEL;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("spec.clusterIP", "spec.type");
  }
}
