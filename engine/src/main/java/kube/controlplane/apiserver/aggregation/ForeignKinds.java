package kube.controlplane.apiserver.aggregation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.catalogue.ForeignGroups.ForeignVersion;
import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Subresource;

import tools.jackson.databind.JsonNode;

/// Reads what another server says of its kinds: an `APIResourceList`.
final class ForeignKinds {

  private ForeignKinds() {}

  static List<Kind<?>> of(ForeignVersion version, JsonNode list) {
    Map<String, Kind<?>> kinds = new LinkedHashMap<>();
    for (JsonNode resource : list.path("resources")) {
      String name = Json.text(resource, "name");
      int below = name.indexOf('/');
      if (below < 0) {
        kinds.put(name, kind(version, name, resource));
      } else {
        kinds.computeIfPresent(name.substring(0, below), (_, kind) -> kind.with(
            new Subresource(name.substring(below + 1), other(resource, "group", version.group()),
                other(resource, "version", version.version()), Json.text(resource, "kind"),
                List.of(texts(resource, "verbs")))));
      }
    }
    return List.copyOf(kinds.values());
  }

  private static Kind<?> kind(ForeignVersion version, String plural, JsonNode resource) {
    Kind<AnyObject> kind = Kind
        .of(version.group(), version.version(), Json.text(resource, "kind"), plural)
        .withSingular(Json.text(resource, "singularName"))
        .withShortNames(texts(resource, "shortNames"))
        .inCategories(texts(resource, "categories"))
        .withVerbs(texts(resource, "verbs"));
    return Json.flag(resource, "namespaced") ? kind : kind.clusterScoped();
  }

  private static String other(JsonNode resource, String field, String own) {
    String said = Json.text(resource, field);
    return said.isEmpty() ? own : said;
  }

  private static String[] texts(JsonNode resource, String field) {
    return Json.list(resource, field, text -> text.asString("")).toArray(String[]::new);
  }
}
