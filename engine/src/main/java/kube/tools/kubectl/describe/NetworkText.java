package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// Ingresses and network policies.
final class NetworkText {

  private NetworkText() {}

  static void ingress(Sheet sheet, Session session, Target target) {
    JsonNode ingress = target.manifest();
    JsonNode spec = ingress.path("spec");
    sheet.line("Name:\t" + target.name()).labels(0, ingress);
    sheet.line("Namespace:\t" + target.namespace());
    sheet.line("Address:\t" + String.join(",", Json.list(ingress, "status.loadBalancer.ingress",
        one -> Json.text(one, "ip").isEmpty()
            ? Json.text(one, "hostname")
            : Json.text(one, "ip"))));
    sheet.field("Ingress Class", Json.text(spec, "ingressClassName"));
    String standard = spec.has("defaultBackend")
        ? backend(session, target, spec.path("defaultBackend"))
        : "<default>";
    sheet.line("Default backend:\t" + standard);
    tls(sheet, spec.path("tls"));
    sheet.line("Rules:").line("  Host\tPath\tBackends").line("  ----\t----\t--------");
    boolean any = false;
    for (JsonNode rule : spec.path("rules")) {
      if (!rule.has("http")) continue;
      any = true;
      String host = Json.text(rule, "host");
      sheet.line(1, (host.isEmpty() ? "*" : host) + "\t");
      for (JsonNode path : Json.at(rule, "http.paths")) {
        sheet.line(2, "\t" + Json.text(path, "path") + " \t"
            + backend(session, target, path.path("backend")));
      }
    }
    if (!any) sheet.line(1, "*\t*\t" + standard);
    sheet.annotations(0, ingress);
  }

  private static void tls(Sheet sheet, JsonNode entries) {
    if (entries.isEmpty()) return;
    sheet.line("TLS:");
    for (JsonNode entry : entries) {
      String hosts = String.join(",", Json.list(entry, "hosts", host -> host.asString("")));
      String secret = Json.text(entry, "secretName");
      sheet.line(1, secret.isEmpty() ? "SNI routes " + hosts : secret + " terminates " + hosts);
    }
  }

  private static String backend(Session session, Target target, JsonNode backend) {
    if (backend.has("resource")) {
      return "APIGroup: " + Json.text(backend, "resource.apiGroup") + ", Kind: "
          + Json.text(backend, "resource.kind") + ", Name: "
          + Json.text(backend, "resource.name");
    }
    String name = Json.text(backend, "service.name");
    JsonNode port = Json.at(backend, "service.port");
    String said = port.has("number")
        ? Integer.toString(Json.number(port, "number", 0))
        : Json.text(port, "name");
    var service = session.api().find(session.mapper().resource("services")
        .path(target.namespace(), name));
    if (service.isEmpty()) {
      return name + ":" + said + " (<error: services \"" + name + "\" not found>)";
    }
    String portName = Json.at(service.get(), "spec.ports").valueStream()
        .filter(one -> port.has("number")
            ? one.path("port").equals(port.path("number"))
            : Json.text(one, "name").equals(said))
        .map(one -> Json.text(one, "name")).findFirst().orElse("");
    String endpoints = ServiceText.endpoints(
        ServiceText.slices(session, target.namespace(), name), portName);
    return name + ":" + said + " (" + endpoints + ")";
  }

  static void policy(Sheet sheet, Target target) {
    JsonNode policy = target.manifest();
    JsonNode spec = policy.path("spec");
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.line("Created on:\t" + Json.text(policy, "metadata.creationTimestamp")
        .replace('T', ' ').replace("Z", " +0000 UTC"));
    sheet.labels(0, policy).annotations(0, policy);
    String pods = WorkloadText.terms(spec.path("podSelector"));
    sheet.line("Spec:").line(1, "PodSelector:     " + (pods.isEmpty()
        ? "<none> (Allowing the specific traffic to all pods in this namespace)"
        : pods));
    List<String> types = Json.list(spec, "policyTypes", type -> type.asString(""));
    if (types.isEmpty() || types.contains("Ingress")) {
      sheet.line(1, "Allowing ingress traffic:");
      peers(sheet, spec.path("ingress"), "ingress", "From", "from", "source");
    } else {
      sheet.line(1, "Not affecting ingress traffic");
    }
    if (types.contains("Egress")) {
      sheet.line(1, "Allowing egress traffic:");
      peers(sheet, spec.path("egress"), "egress", "To", "to", "destination");
    } else {
      sheet.line(1, "Not affecting egress traffic");
    }
    sheet.line(1, "Policy Types: " + String.join(", ", types));
  }

  private static void peers(Sheet sheet, JsonNode rules, String direction, String word,
      String field, String end) {
    if (rules.isEmpty()) {
      sheet.line(2, "<none> (Selected pods are isolated for " + direction + " connectivity)");
      return;
    }
    List<List<String>> blocks = new ArrayList<>();
    rules.forEach(rule -> blocks.add(block(rule, word, field, end)));
    for (int at = 0; at < blocks.size(); at++) {
      sheet.lines(2, blocks.get(at));
      if (at < blocks.size() - 1) sheet.line(2, "----------");
    }
  }

  private static List<String> block(JsonNode rule, String word, String field, String end) {
    List<String> lines = new ArrayList<>();
    if (rule.path("ports").isEmpty()) {
      lines.add("To Port: <any> (traffic allowed to all ports)");
    }
    for (JsonNode port : rule.path("ports")) {
      JsonNode number = port.path("port");
      String protocol = Json.text(port, "protocol");
      lines.add("To Port: " + (number.isMissingNode() ? "<nil>" : number.asString(""))
          + "/" + (protocol.isEmpty() ? "TCP" : protocol));
    }
    if (rule.path(field).isEmpty()) {
      lines.add(word + ": <any> (traffic not restricted by " + end + ")");
    }
    for (JsonNode peer : rule.path(field)) {
      lines.add(word + ":");
      for (String selector : List.of("namespaceSelector", "podSelector")) {
        if (!peer.has(selector)) continue;
        String terms = WorkloadText.terms(peer.path(selector));
        lines.add("  " + Character.toUpperCase(selector.charAt(0)) + selector.substring(1) + ": "
            + (terms.isEmpty() ? "<none>" : terms));
      }
      JsonNode addresses = peer.path("ipBlock");
      if (addresses.isMissingNode()) continue;
      lines.add("  IPBlock:");
      lines.add("    CIDR: " + Json.text(addresses, "cidr"));
      lines.add("    Except: " + addresses.path("except").valueStream()
          .map(one -> one.asString("")).collect(Collectors.joining(", ")));
    }
    return lines;
  }
}
