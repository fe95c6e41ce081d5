package kube.controlplane.apiserver.output.networking;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.SelectorText;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `networking.k8s.io`, by the names of the kinds.
public final class NetworkingColumns {

  private static final int HOSTS_AT_MOST = 3;

  private static final List<Column> INGRESS = List.of(Column.ofName(),
      Column.text("Class", Column.orNone("spec.ingressClassName")),
      Column.text("Hosts", NetworkingColumns::hosts),
      Column.text("Address", NetworkingColumns::addresses),
      Column.text("Ports",
          ingress -> Json.at(ingress, "spec.tls").isEmpty() ? "80" : "80, 443"),
      Column.age());

  private static final List<Column> INGRESS_CLASS = List.of(Column.ofName(),
      Column.text("Controller", found -> Json.text(found, "spec.controller")),
      Column.text("Parameters", NetworkingColumns::parameters), Column.age());

  private static final List<Column> NETWORK_POLICY = List.of(Column.ofName(),
      Column.text("Pod-Selector",
          policy -> SelectorText.of(Json.at(policy, "spec.podSelector"))),
      Column.age());

  private static final List<Column> SERVICE_CIDR = List.of(Column.ofName(),
      Column.text("CIDRs", range -> String.join(",",
          Json.list(range, "spec.cidrs", cidr -> cidr.asString("")))),
      Column.age());

  private static final List<Column> IP_ADDRESS = List.of(Column.ofName(),
      Column.text("ParentRef", NetworkingColumns::parent), Column.age());

  private NetworkingColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "IPAddress" -> IP_ADDRESS;
      case "Ingress" -> INGRESS;
      case "IngressClass" -> INGRESS_CLASS;
      case "NetworkPolicy" -> NETWORK_POLICY;
      case "ServiceCIDR" -> SERVICE_CIDR;
      default -> null;
    });
  }

  /// The first three hosts; how many more is counted by rules, as Kubernetes does.
  private static String hosts(JsonNode ingress) {
    List<String> hosts = Json.list(ingress, "spec.rules", rule -> Json.text(rule, "host"));
    List<String> named = hosts.stream().filter(host -> !host.isEmpty()).toList();
    if (named.isEmpty()) return "*";
    String shown = String.join(",", named.subList(0, Math.min(HOSTS_AT_MOST, named.size())));
    boolean more = named.size() > HOSTS_AT_MOST;
    return more ? shown + " + " + (hosts.size() - HOSTS_AT_MOST) + " more..." : shown;
  }

  private static String addresses(JsonNode ingress) {
    TreeSet<String> addresses = new TreeSet<>();
    for (JsonNode entry : Json.at(ingress, "status.loadBalancer.ingress")) {
      String address = Json.text(entry, "ip");
      addresses.add(address.isEmpty() ? Json.text(entry, "hostname") : address);
    }
    addresses.remove("");
    return String.join(",", addresses);
  }

  private static String parameters(JsonNode found) {
    JsonNode parameters = Json.at(found, "spec.parameters");
    if (!parameters.isObject()) return Column.NONE;
    String group = Json.text(parameters, "apiGroup");
    return Json.text(parameters, "kind") + (group.isEmpty() ? "" : "." + group) + "/"
        + Json.text(parameters, "name");
  }

  private static String parent(JsonNode address) {
    JsonNode parent = Json.at(address, "spec.parentRef");
    if (!parent.isObject()) return Column.NONE;
    String group = Json.text(parent, "group");
    String resource = Json.text(parent, "resource") + (group.isEmpty() ? "" : "." + group);
    String namespace = Json.text(parent, "namespace");
    return resource.toLowerCase(Locale.ROOT) + (namespace.isEmpty() ? "" : "/" + namespace) + "/"
        + Json.text(parent, "name");
  }
}
