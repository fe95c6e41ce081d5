package site.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.ApiServer;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import tools.jackson.databind.JsonNode;

/// One kind that the server serves, as its own discovery and schema documents tell.
///
/// @param base where it is found, without the namespace, such as `/apis/apps/v1`
/// @param schemas the schemas of its group, by name
/// @param schema the name of its own
record Target(String base, String apiVersion, String kind, String plural, boolean namespaced,
    boolean readable, JsonNode schemas, String schema) {

  /// These hand every later request to somebody else, or change what is served: they are only tried.
  private static final List<String> ONLY_TRIED = List.of("validatingwebhookconfigurations",
      "mutatingwebhookconfigurations", "validatingadmissionpolicies",
      "validatingadmissionpolicybindings", "mutatingadmissionpolicies",
      "mutatingadmissionpolicybindings", "apiservices", "customresourcedefinitions");

  boolean onlyTried() {
    return ONLY_TRIED.contains(plural);
  }

  /// Whether others translate its objects between versions, and may fail to.
  boolean converts() {
    return plural.equals("sprockets");
  }

  String collection(String namespace) {
    return base + (namespaced ? "/namespaces/" + namespace : "") + "/" + plural;
  }

  static List<Target> of(ApiServer server) {
    List<Target> targets = new ArrayList<>(ofVersion(server, "/api/v1", "v1"));
    for (JsonNode group : get(server, "/apis").path("groups")) {
      for (JsonNode version : group.path("versions")) {
        String name = version.path("groupVersion").asString("");
        targets.addAll(ofVersion(server, "/apis/" + name, name));
      }
    }
    return targets;
  }

  private static List<Target> ofVersion(ApiServer server, String base, String apiVersion) {
    List<Target> targets = new ArrayList<>();
    JsonNode schemas = get(server, "/openapi/v3" + base).path("components").path("schemas");
    for (JsonNode resource : get(server, base).path("resources")) {
      String plural = resource.path("name").asString("");
      List<String> verbs = new ArrayList<>();
      resource.path("verbs").forEach(verb -> verbs.add(verb.asString("")));
      if (plural.contains("/") || !verbs.contains("create")) continue;
      String kind = resource.path("kind").asString("");
      targets.add(new Target(base, apiVersion, kind, plural,
          resource.path("namespaced").asBoolean(false), verbs.contains("get"), schemas,
          schemaOf(schemas, apiVersion, kind).orElse("")));
    }
    return targets;
  }

  private static Optional<String> schemaOf(JsonNode schemas, String apiVersion, String kind) {
    return schemas.propertyStream().filter(one -> {
      for (JsonNode id : one.getValue().path("x-kubernetes-group-version-kind")) {
        String group = id.path("group").asString("");
        String version = id.path("version").asString("");
        boolean same = id.path("kind").asString("").equals(kind)
            && (group.isEmpty() ? version : group + "/" + version).equals(apiVersion);
        if (same) return true;
      }
      return false;
    }).map(java.util.Map.Entry::getKey).findFirst();
  }

  private static JsonNode get(ApiServer server, String path) {
    Request request = Request.of("GET", path, "fuzz").withHeader("accept", "application/json");
    return server.handle(request) instanceof Answer answer && answer.isOk()
        ? Json.parse(answer.body())
        : Json.object();
  }
}
