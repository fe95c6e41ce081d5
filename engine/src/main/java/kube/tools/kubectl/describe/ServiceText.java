package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// A Service, with the addresses behind it.
final class ServiceText {

  private ServiceText() {}

  static void write(Sheet sheet, Session session, Target target) {
    JsonNode object = target.manifest();
    JsonNode spec = object.path("spec");
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.labels(0, object).annotations(0, object);
    sheet.field("Selector", WorkloadText.selector(object));
    sheet.field("Type", Json.text(spec, "type"));
    String policy = Json.text(spec, "ipFamilyPolicy");
    if (!policy.isEmpty()) sheet.field("IP Family Policy", policy);
    List<String> families = words(spec, "ipFamilies");
    sheet.field("IP Families", String.join(",", families));
    sheet.line("IP:\t" + Json.text(spec, "clusterIP"));
    List<String> addresses = words(spec, "clusterIPs");
    sheet.field("IPs", addresses.isEmpty() ? "<none>" : String.join(",", addresses));
    List<String> external = words(spec, "externalIPs");
    if (!external.isEmpty()) sheet.field("External IPs", String.join(",", external));
    String name = Json.text(spec, "externalName");
    if (!name.isEmpty()) sheet.field("External Name", name);
    balancer(sheet, object);
    JsonNode slices = slices(session, target.namespace(), target.name());
    for (JsonNode port : spec.path("ports")) port(sheet, port, slices);
    sheet.field("Session Affinity", Json.text(spec, "sessionAffinity"));
    String outside = Json.text(spec, "externalTrafficPolicy");
    if (!outside.isEmpty()) sheet.field("External Traffic Policy", outside);
    String inside = Json.text(spec, "internalTrafficPolicy");
    if (!inside.isEmpty()) sheet.field("Internal Traffic Policy", inside);
    int health = Json.number(spec, "healthCheckNodePort", 0);
    if (health != 0) sheet.field("HealthCheck NodePort", Integer.toString(health));
    List<String> sources = words(spec, "loadBalancerSourceRanges");
    if (!sources.isEmpty()) sheet.field("LoadBalancer Source Ranges", String.join(",", sources));
  }

  static JsonNode slices(Session session, String namespace, String service) {
    return session.api().get(Session.request("GET", session.mapper()
        .resource("endpointslices.discovery.k8s.io").path(namespace))
        .withQuery("labelSelector", "kubernetes.io/service-name=" + service));
  }

  private static void balancer(Sheet sheet, JsonNode object) {
    String wanted = Json.text(object, "spec.loadBalancerIP");
    if (!wanted.isEmpty()) sheet.field("Desired LoadBalancer IP", wanted);
    List<String> given = Json.list(object, "status.loadBalancer.ingress",
        one -> (Json.text(one, "ip").isEmpty()
            ? Json.text(one, "hostname")
            : Json.text(one, "ip"))
            + (one.has("ipMode") ? " (" + Json.text(one, "ipMode") + ")" : ""));
    if (!given.isEmpty()) sheet.field("LoadBalancer Ingress", String.join(", ", given));
  }

  private static List<String> words(JsonNode spec, String field) {
    return Json.list(spec, field, word -> word.asString(""));
  }

  private static void port(Sheet sheet, JsonNode port, JsonNode slices) {
    String name = Json.text(port, "name");
    String protocol = Json.text(port, "protocol");
    sheet.line("Port:\t" + (name.isEmpty() ? "<unset>" : name) + "\t"
        + Json.number(port, "port", 0) + "/" + protocol);
    JsonNode target = port.path("targetPort");
    sheet.line("TargetPort:\t" + (target.isString() ? target.stringValue() : target.toString())
        + "/" + protocol);
    if (Json.number(port, "nodePort", 0) != 0) {
      sheet.line("NodePort:\t" + (name.isEmpty() ? "<unset>" : name) + "\t"
          + Json.number(port, "nodePort", 0) + "/" + protocol);
    }
    sheet.line("Endpoints:\t" + endpoints(slices, name));
  }

  static String endpoints(JsonNode slices, String portName) {
    if (slices.path("items").isEmpty()) return Sheet.NONE;
    List<String> all = new ArrayList<>();
    for (JsonNode slice : slices.path("items")) {
      for (JsonNode port : slice.path("ports")) {
        if (!Json.text(port, "name").equals(portName)) continue;
        for (JsonNode endpoint : slice.path("endpoints")) {
          boolean ready = endpoint.path("conditions").path("ready").asBoolean(true);
          for (JsonNode address : endpoint.path("addresses")) {
            if (ready) all.add(address.asString("") + ":" + Json.number(port, "port", 0));
          }
        }
      }
    }
    if (all.size() <= 3) return String.join(",", all);
    return String.join(",", all.subList(0, 3)) + " + " + (all.size() - 3) + " more...";
  }
}
