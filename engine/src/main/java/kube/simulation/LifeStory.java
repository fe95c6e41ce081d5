package kube.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.Cluster;
import kube.controlplane.etcd.Entry;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The story of some objects, from their creation to their deletion, for [CrashPoints] to tell again
/// and again: whatever dies on the way, it must come to the same as on a calm day.
///
/// What counts is how many objects of each kind there are at rest, and how the Pods are, once when the
/// objects have come up and once when they are gone. Names that are drawn do not count, nor do Events
/// and heartbeats.
///
/// **Models** the *differential oracle* of Sieve (OSDI '22).
public final class LifeStory {

  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final List<String> PASSING = List.of("events", "leases", "masterleases");

  private final List<JsonNode> manifests;
  private List<String> seen = List.of();
  private @Nullable List<String> expected;

  /// @param manifests of objects; those of a namespace come into `default`
  public LifeStory(List<JsonNode> manifests) {
    this.manifests = List.copyOf(manifests);
  }

  /// The objects of a YAML file; throws [IllegalArgumentException] when it is none.
  public static List<JsonNode> objects(String yaml) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(malformed.getOriginalMessage(), malformed);
    }
  }

  /// Creates the objects, deletes them, and remembers how it was.
  public void live(Cluster cluster) {
    List<String> parts = new ArrayList<>();
    for (JsonNode manifest : manifests) {
      send(cluster, Request.of("POST", path(cluster, manifest), "user")
          .withBody("application/json", Json.bytes(manifest)));
    }
    settle(cluster, "with its objects", parts);
    for (JsonNode manifest : manifests.reversed()) {
      send(cluster, Request.of("DELETE", path(cluster, manifest) + "/"
          + said(manifest, "metadata.name"), "user"));
    }
    settle(cluster, "without them", parts);
    seen = parts;
  }

  /// How the story that was told last differs from the first one.
  public Optional<String> complaint() {
    List<String> calm = expected;
    if (calm == null) {
      expected = seen;
      return Optional.empty();
    }
    for (int part = 0; part < calm.size(); part++) {
      if (calm.get(part).equals(seen.get(part))) continue;
      return Optional.of(seen.get(part) + "; on a calm day " + calm.get(part));
    }
    return Optional.empty();
  }

  private static void settle(Cluster cluster, String when, List<String> parts) {
    boolean rests = cluster.settle();
    parts.add(when + ": " + counts(cluster) + (rests ? "" : ", and it never came to rest"));
  }

  private static SortedMap<String, Integer> counts(Cluster cluster) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Entry entry : cluster.etcd().range("", "\uffff", cluster.revision(), 0).entries()) {
      String[] key = entry.key().split("/");
      String resource = key.length > 2 ? key[2] : entry.key();
      if (!PASSING.contains(resource)) counts.merge(resource, 1, Integer::sum);
    }
    for (Pod pod : cluster.client("user").list(Kinds.POD, "").orThrow()) {
      counts.merge("pods " + pod.phase() + (pod.isReady() ? " and ready" : ""), 1, Integer::sum);
    }
    return counts;
  }

  /// Where objects of the manifest's kind are created, as discovery says.
  private static String path(Cluster cluster, JsonNode manifest) {
    String version = said(manifest, "apiVersion");
    String kind = said(manifest, "kind");
    String group = version.contains("/") ? "/apis/" + version : "/api/" + version;
    JsonNode found = Json.parse(send(cluster, Request.of("GET", group, "user")).body());
    for (JsonNode one : found.path("resources")) {
      String name = Json.text(one, "name");
      if (!Json.text(one, "kind").equals(kind) || name.contains("/")) continue;
      return group + (one.path("namespaced").asBoolean() ? "/namespaces/default/" : "/") + name;
    }
    throw new IllegalArgumentException("no kind " + kind + " in " + version);
  }

  private static Response.Answer send(Cluster cluster, Request request) {
    if (cluster.transport().send(request) instanceof Response.Answer answer) {
      if (answer.isOk()) return answer;
      throw new IllegalArgumentException(request.method() + " " + request.path() + ": "
          + Json.text(Json.parse(answer.body()), "message"));
    }
    throw new IllegalArgumentException(request.path() + " is no place for objects");
  }

  private static String said(JsonNode manifest, String path) {
    String said = Json.text(manifest, path);
    if (said.isEmpty()) {
      throw new IllegalArgumentException("a manifest needs apiVersion, kind and metadata.name");
    }
    return said;
  }
}
