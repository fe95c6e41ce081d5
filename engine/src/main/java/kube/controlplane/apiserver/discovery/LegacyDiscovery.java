package kube.controlplane.apiserver.discovery;

import java.util.List;

import kube.controlplane.apiserver.discovery.ServedResources.Group;
import kube.controlplane.apiserver.discovery.ServedResources.Version;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Subresource;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Discovery in small pieces, one request a group and version: for old clients, and for `drain`.
final class LegacyDiscovery {

  private LegacyDiscovery() {}

  static ObjectNode versions() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs").addObject()
        .put("clientCIDR", "0.0.0.0/0").put("serverAddress", "127.0.0.1");
    return versions;
  }

  static ObjectNode groups(List<Group> served) {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    served.forEach(group -> groups.add(group(group)));
    return list;
  }

  /// One group, as an item of the list; [#single] says more of what it is.
  private static ObjectNode group(Group group) {
    ObjectNode json = Json.object().put("name", group.name());
    ArrayNode versions = json.putArray("versions");
    group.versions().forEach(version -> versions.add(Json.object()
        .put("groupVersion", version.groupVersion()).put("version", version.name())));
    json.set("preferredVersion", versions.get(0).deepCopy());
    return json;
  }

  static ObjectNode single(Group group) {
    ObjectNode json = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
    group(group).forEachEntry(json::set);
    return json;
  }

  static ObjectNode resources(Version version) {
    ObjectNode list = Json.object().put("kind", "APIResourceList");
    if (!version.group().isEmpty()) list.put("apiVersion", "v1");
    list.put("groupVersion", version.groupVersion());
    ArrayNode resources = list.putArray("resources");
    for (Kind<?> kind : version.kinds()) {
      ObjectNode resource = resources.addObject().put("name", kind.plural())
          .put("singularName", kind.singular()).put("namespaced", kind.namespaced())
          .put("kind", kind.name());
      addAll(resource, "verbs", kind.verbs());
      if (!kind.shortNames().isEmpty()) addAll(resource, "shortNames", kind.shortNames());
      if (!kind.categories().isEmpty()) addAll(resource, "categories", kind.categories());
      for (Subresource below : kind.subresources()) {
        ObjectNode sub = resources.addObject().put("name", kind.plural() + "/" + below.name())
            .put("singularName", "").put("namespaced", kind.namespaced());
        if (!below.group().equals(kind.group())) {
          sub.put("group", below.group()).put("version", below.version());
        }
        addAll(sub.put("kind", below.kind()), "verbs", below.verbs());
      }
    }
    return list;
  }

  static void addAll(ObjectNode object, String field, List<String> texts) {
    ArrayNode array = object.putArray(field);
    texts.forEach(array::add);
  }
}
