package kube.controlplane.apiserver.discovery;

import java.util.List;

import kube.controlplane.apiserver.discovery.ServedResources.Group;
import kube.controlplane.apiserver.discovery.ServedResources.Version;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Subresource;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Discovery in two requests instead of dozens: everything of `/api`, and everything of `/apis`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
final class AggregatedDiscovery {

  private AggregatedDiscovery() {}

  /// @param version `v2` or `v2beta1`, as the client asked
  static ObjectNode of(List<Group> groups, String version) {
    ObjectNode list = Json.object().put("kind", "APIGroupDiscoveryList")
        .put("apiVersion", "apidiscovery.k8s.io/" + version);
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (Group group : groups) {
      ObjectNode item = items.addObject();
      ObjectNode metadata = item.putObject("metadata");
      if (!group.name().isEmpty()) metadata.put("name", group.name());
      metadata.putNull("creationTimestamp");
      ArrayNode versions = item.putArray("versions");
      group.versions().forEach(served -> versions.add(version(served)));
    }
    return list;
  }

  private static ObjectNode version(Version version) {
    ObjectNode json = Json.object().put("version", version.name());
    ArrayNode resources = json.putArray("resources");
    version.kinds().forEach(kind -> resources.add(resource(kind)));
    return json.put("freshness", version.isFresh() ? "Current" : "Stale");
  }

  private static ObjectNode resource(Kind<?> kind) {
    ObjectNode resource = Json.object().put("resource", kind.plural());
    resource.set("responseKind", kind(kind.group(), kind.version(), kind.name()));
    resource.put("scope", kind.namespaced() ? "Namespaced" : "Cluster")
        .put("singularResource", kind.singular());
    LegacyDiscovery.addAll(resource, "verbs", kind.verbs());
    if (!kind.shortNames().isEmpty()) {
      LegacyDiscovery.addAll(resource, "shortNames", kind.shortNames());
    }
    if (!kind.categories().isEmpty()) {
      LegacyDiscovery.addAll(resource, "categories", kind.categories());
    }
    ArrayNode below = Json.object().putArray("subresources");
    for (Subresource sub : kind.subresources()) {
      ObjectNode json = below.addObject().put("subresource", sub.name());
      json.set("responseKind", kind(sub.group(), sub.version(), sub.kind()));
      LegacyDiscovery.addAll(json, "verbs", sub.verbs());
    }
    if (!below.isEmpty()) resource.set("subresources", below);
    return resource;
  }

  private static ObjectNode kind(String group, String version, String name) {
    return Json.object().put("group", group).put("version", version).put("kind", name);
  }
}
