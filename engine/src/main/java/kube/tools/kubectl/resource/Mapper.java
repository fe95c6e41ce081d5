package kube.tools.kubectl.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.connection.Api;

import tools.jackson.databind.JsonNode;

/// What the server serves, found by the many words that people use for it.
///
/// Asked once in a command, by aggregated discovery: two requests.
///
/// **Leaves out** the cache on disk: two requests to a server on this machine cost less than
/// reading it, and a cache can be out of date.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
public final class Mapper {

  private static final String LIST = ";as=APIGroupDiscoveryList";
  private static final String DISCOVERY = "application/json;g=apidiscovery.k8s.io;v=v2" + LIST
      + ",application/json;g=apidiscovery.k8s.io;v=v2beta1" + LIST;

  private final List<ApiResource> resources;

  private Mapper(List<ApiResource> resources) {
    this.resources = List.copyOf(resources);
  }

  /// Asks the server.
  public static Mapper of(Api api) {
    List<ApiResource> resources = new ArrayList<>();
    for (String root : List.of("/api", "/apis")) {
      JsonNode answer = api.get(Api.request("GET", root).withHeader("accept", DISCOVERY));
      for (JsonNode group : answer.path("items")) {
        String name = Json.text(group, "metadata.name");
        for (JsonNode version : group.path("versions")) {
          for (JsonNode resource : version.path("resources")) {
            resources.add(read(name, Json.text(version, "version"), resource));
          }
        }
      }
    }
    return new Mapper(resources);
  }

  private static ApiResource read(String group, String version, JsonNode resource) {
    return new ApiResource(group, version, Json.text(resource, "responseKind.kind"),
        Json.text(resource, "resource"), Json.text(resource, "singularResource"),
        texts(resource, "shortNames"), texts(resource, "categories"),
        Json.text(resource, "scope").equals("Namespaced"), texts(resource, "verbs"),
        Json.list(resource, "subresources", sub -> Json.text(sub, "subresource")));
  }

  private static List<String> texts(JsonNode tree, String field) {
    return Json.list(tree, field, item -> item.asString(""));
  }

  public List<ApiResource> all() {
    return resources;
  }

  /// All resources, each in the version that its group prefers.
  public List<ApiResource> preferred() {
    Map<String, ApiResource> first = new LinkedHashMap<>();
    resources.forEach(resource -> first.putIfAbsent(resource.qualified(), resource));
    return List.copyOf(first.values());
  }

  /// The groups and versions that are served, `apps/v1` and so on, sorted.
  public List<String> versions() {
    return resources.stream().map(ApiResource::apiVersion).distinct().sorted().toList();
  }

  /// The resource that a word means; fails as kubectl does when there is none.
  public ApiResource resource(String word) {
    return find(word).orElseThrow(() -> CommandFailure.of(
        "the server doesn't have a resource type \"" + named(word) + "\""));
  }

  /// The name without the version and group that were said with it.
  private static String named(String word) {
    return word.matches("[^.]+\\.v[0-9][^.]*\\..+") ? word.substring(0, word.indexOf('.')) : word;
  }

  /// `po`, `Pod`, `deployments.apps`, `deployments.v1.apps`.
  public Optional<ApiResource> find(String said) {
    String word = said.toLowerCase(Locale.ROOT);
    Optional<ApiResource> plain = resources.stream()
        .filter(resource -> resource.answersTo(word)).findFirst();
    if (plain.isPresent()) return plain;
    int dot = word.indexOf('.');
    if (dot < 0) return Optional.empty();
    String name = word.substring(0, dot);
    String rest = word.substring(dot + 1);
    return resources.stream()
        .filter(resource -> resource.answersTo(name))
        .filter(resource -> isMeant(resource, rest))
        .findFirst();
  }

  /// Whether what stands after the dot means this resource: a group or the beginning of one, a
  /// version, or both.
  private static boolean isMeant(ApiResource resource, String rest) {
    String group = resource.group();
    String version = resource.version();
    if (rest.isEmpty()) return group.isEmpty();
    return group.startsWith(rest) || rest.equals(version) || rest.equals(version + ".")
        || rest.equals(version + "." + group);
  }

  /// The resources of a category such as `all`; empty when the word is none.
  public List<ApiResource> category(String word) {
    return preferred().stream().filter(resource -> resource.categories().contains(word)).toList();
  }

  /// The resource of a manifest.
  public Optional<ApiResource> ofKind(String apiVersion, String kind) {
    return resources.stream()
        .filter(resource -> resource.apiVersion().equals(apiVersion)
            && resource.kind().equals(kind))
        .findFirst();
  }
}
