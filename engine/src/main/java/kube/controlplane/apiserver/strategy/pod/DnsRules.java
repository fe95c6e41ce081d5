package kube.controlplane.apiserver.strategy.pod;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for `dnsConfig`, whose limits are those of the resolver in the C library.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
final class DnsRules {

  private static final int SERVERS_AT_MOST = 3;
  private static final int SEARCHES_AT_MOST = 32;
  private static final int SEARCH_CHARACTERS_AT_MOST = 2048;

  private DnsRules() {}

  static void validate(JsonNode spec, String field, FieldErrors errors) {
    JsonNode config = spec.path("dnsConfig");
    JsonNode servers = config.path("nameservers");
    if (Json.text(spec, "dnsPolicy").equals("None")) {
      if (config.isMissingNode()) {
        errors.required(field, "must provide `dnsConfig` when `dnsPolicy` is None");
        return;
      }
      if (servers.isEmpty()) {
        errors.required(field + ".nameservers",
            "must provide at least one DNS nameserver when `dnsPolicy` is None");
        return;
      }
    }
    if (servers.size() > SERVERS_AT_MOST) {
      errors.invalid(field + ".nameservers", servers,
          "must not have more than " + SERVERS_AT_MOST + " nameservers");
    }
    Each.entry(servers, field + ".nameservers",
        (server, at) -> Addresses.validate(server.asString(""), at, errors));
    validateSearches(config, field + ".searches", errors);
    Each.entry(config.path("options"), field + ".options", (option, at) -> {
      if (Json.text(option, "name").isEmpty()) errors.required(at, "must not be empty");
    });
  }

  private static void validateSearches(JsonNode config, String field, FieldErrors errors) {
    JsonNode searches = config.path("searches");
    if (searches.size() > SEARCHES_AT_MOST) {
      errors.invalid(field, searches,
          "must not have more than " + SEARCHES_AT_MOST + " search paths");
    }
    String joined = String.join(" ", Json.list(config, "searches", name -> name.asString("")));
    if (joined.length() > SEARCH_CHARACTERS_AT_MOST) {
      errors.invalid(field, searches, "must not have more than " + SEARCH_CHARACTERS_AT_MOST
          + " characters (including spaces) in the search list");
    }
    Each.entry(searches, field, (search, at) -> {
      String name = search.asString("");
      if (name.equals(".")) return;
      String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      errors.form(at, bare, Names.DNS_SEARCH);
    });
  }
}
