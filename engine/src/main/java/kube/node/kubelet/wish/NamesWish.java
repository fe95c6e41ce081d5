package kube.node.kubelet.wish;

import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// How a Pod is called, and how its programs are to find others.
///
/// @param policy `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`
/// @param servers and `searches` and `options` are what its `dnsConfig` adds
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
public record NamesWish(String hostname, String subdomain, String policy, List<String> servers,
    List<String> searches, List<Option> options, List<Alias> aliases) {

  /// An option of the resolver, such as `ndots` with its value or `use-vc` without.
  public record Option(String name, String value) {

    public String line() {
      return value.isEmpty() ? name : name + ":" + value;
    }
  }

  /// A line more in the file of hosts.
  public record Alias(String address, List<String> hostnames) {

    public String line() {
      return address + "\t" + String.join("\t", hostnames);
    }
  }

  static NamesWish of(JsonNode spec) {
    JsonNode config = spec.path("dnsConfig");
    return new NamesWish(Json.text(spec, "hostname"), Json.text(spec, "subdomain"),
        Json.text(spec, "dnsPolicy"),
        Json.list(config, "nameservers", one -> one.asString("")),
        Json.list(config, "searches", one -> one.asString("")),
        Json.list(config, "options",
            one -> new Option(Json.text(one, "name"), Json.text(one, "value"))),
        Json.list(spec, "hostAliases", one -> new Alias(Json.text(one, "ip"),
            Json.list(one, "hostnames", name -> name.asString("")))));
  }
}
