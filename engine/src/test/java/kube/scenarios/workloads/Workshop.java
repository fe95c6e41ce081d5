package kube.scenarios.workloads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import kube.Cluster;
import kube.clock.Stage;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.tools.kubectl.resource.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A cluster in virtual time, and the few verbs in which stories about workloads are told.
final class Workshop {

  private final Cluster cluster;

  private Workshop(Cluster cluster) {
    this.cluster = cluster;
  }

  /// A calm cluster of three nodes that has come up.
  static Workshop calm(long seed) {
    return of(Cluster.Plan.standard(seed));
  }

  static Workshop of(Cluster.Plan plan) {
    Workshop shop = new Workshop(Stage.cluster(plan));
    return shop.settle();
  }

  Cluster cluster() {
    return cluster;
  }

  /// Creates what the manifests say.
  Workshop create(String manifests) {
    Yaml.all(manifests).forEach(tree -> {
      Kind<?> kind = Kinds.of(Json.text(tree, "apiVersion"), Json.text(tree, "kind"))
          .orElseThrow();
      String namespace = kind.namespaced() ? "default" : "";
      ask(Request.of("POST", kind.path(namespace), "user")
          .withBody("application/json", Json.bytes(tree)));
    });
    return this;
  }

  /// A Deployment of nginx that is as plain as can be.
  Workshop deployment(String name, int replicas) {
    return create("""
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s}, spec: {replicas: %2$d,
          selector: {matchLabels: {app: %1$s}}, template: {metadata: {labels: {app: %1$s}},
          spec: {containers: [{name: main, image: nginx}]}}}}""".formatted(name, replicas));
  }

  /// Changes an object by a merge patch, written as YAML.
  Workshop patch(String object, String patch) {
    ask(Request.of("PATCH", path(object), "user").withBody("application/merge-patch+json",
        Json.bytes(Yaml.one(patch))));
    return this;
  }

  Workshop image(String object, String image) {
    return patch(object,
        "{spec: {template: {spec: {containers: [{name: main, image: '%s'}]}}}}".formatted(image));
  }

  Workshop scale(String object, int replicas) {
    return patch(object, "{spec: {replicas: %d}}".formatted(replicas));
  }

  /// Deletes it as `kubectl delete` does: what it owns follows in the background.
  Workshop delete(String object) {
    ask(Request.of("DELETE", path(object), "user").withQuery("propagationPolicy", "Background"));
    return this;
  }

  /// Asks for the Pod to be evicted, as `kubectl drain` does.
  Workshop evict(String pod) {
    ask(Request.of("POST", path("pods/" + pod) + "/eviction", "user").withBody("application/json",
        Json.bytes(Yaml.one("{apiVersion: policy/v1, kind: Eviction, metadata: {name: %s}}"
            .formatted(pod)))));
    return this;
  }

  /// Says what a Pod's containers would: how it stands with it, as the kubelet writes it.
  Workshop status(String object, String patch) {
    ask(Request.of("PATCH", path(object) + "/status", "user")
        .withBody("application/merge-patch+json", Json.bytes(Yaml.one(patch))));
    return this;
  }

  /// Adds one condition to those that the object has, as of now.
  Workshop patchConditions(String object, String condition) {
    ObjectNode patch = Json.object();
    var conditions = patch.putObject("status").putArray("conditions");
    conditions.add(((ObjectNode) Yaml.one(condition)).put("lastTransitionTime",
        Json.time(cluster.now())));
    ask(Request.of("PATCH", path(object) + "/status", "user")
        .withBody("application/strategic-merge-patch+json", Json.bytes(patch)));
    return this;
  }

  Workshop advance(Duration duration) {
    cluster.advance(duration);
    return this;
  }

  Workshop settle() {
    if (!cluster.settle()) throw new AssertionError("never came to rest\n" + timeline());
    return this;
  }

  /// Lets time pass in steps of 100 ms and looks at the world after each.
  Workshop watch(Duration duration, Consumer<Workshop> look) {
    for (long passed = 0; passed < duration.toMillis(); passed += 100) {
      cluster.advance(Duration.ofMillis(100));
      look.accept(this);
    }
    return this;
  }

  /// The object, such as `deployments/web`, as it is stored.
  JsonNode get(String object) {
    return Json.parse(ask(Request.of("GET", path(object), "user")));
  }

  /// One field of the object, as text.
  String get(String object, String field) {
    JsonNode value = Json.at(get(object), field);
    return value.isValueNode() ? value.asString("") : value.toString();
  }

  /// The objects of a kind, oldest first.
  List<Resource> all(String plural) {
    List<Resource> items = new ArrayList<>();
    kind(plural);
    Json.parse(ask(Request.of("GET", kind(plural).path(""), "user"))).path("items")
        .forEach(item -> items.add(Resource.of((ObjectNode) item)));
    items.sort(Comparator.comparing((Resource item) -> item.metadata().creationTimestamp()
        .orElseThrow()).thenComparing(Resource::name));
    return items;
  }

  /// The names of the objects of a kind.
  List<String> names(String plural) {
    return all(plural).stream().map(Resource::name).sorted().toList();
  }

  /// The Pods that are not on their way out.
  List<Resource> pods() {
    return all("pods").stream().filter(pod -> !pod.metadata().isBeingDeleted()).toList();
  }

  List<Resource> readyPods() {
    return pods().stream().filter(Workshop::isReady).toList();
  }

  static boolean isReady(Resource pod) {
    return condition(pod.tree(), "Ready").startsWith("True");
  }

  /// One condition, as `status reason: message`.
  String condition(String object, String type) {
    return condition(get(object), type);
  }

  private static String condition(JsonNode object, String type) {
    return Json.at(object, "status.conditions").valueStream()
        .filter(c -> Json.text(c, "type").equals(type))
        .map(c -> Json.text(c, "status") + " " + Json.text(c, "reason") + ": "
            + Json.text(c, "message"))
        .findFirst().orElse("");
  }

  /// What the Pod's container has written, as `kubectl logs` shows it.
  String logs(String pod) {
    return new String(ask(Request.of("GET", path("pods/" + pod) + "/log", "user")), UTF_8);
  }

  /// What was noted about the object, oldest first, as `reason: message`.
  List<String> notes(String object) {
    String name = object.substring(object.indexOf('/') + 1);
    Kind<?> kind = kind(object.substring(0, object.indexOf('/')));
    return all("events").stream()
        .filter(event -> Json.text(event.tree(), "involvedObject.name").equals(name)
            && Json.text(event.tree(), "involvedObject.kind").equals(kind.name()))
        .sorted(Comparator.comparingLong(Resource::revision))
        .map(event -> Json.text(event.tree(), "reason") + ": "
            + Json.text(event.tree(), "message"))
        .toList();
  }

  String timeline() {
    return "seed " + cluster.loop().seed() + "\n" + cluster.log().last(200).stream()
        .map(entry -> entry.toLine()).collect(Collectors.joining("\n"));
  }

  private byte[] ask(Request request) {
    Response.Answer answer = (Response.Answer) cluster.transport().send(request);
    if (!answer.isOk()) {
      throw new AssertionError(request.method() + " " + request.path() + " refused: "
          + Json.text(Json.parse(answer.body()), "message"));
    }
    return answer.body();
  }

  private static String path(String object) {
    int slash = object.indexOf('/');
    Kind<?> kind = kind(object.substring(0, slash));
    return kind.path(new Key(kind.namespaced() ? "default" : "", object.substring(slash + 1)));
  }

  private static Kind<?> kind(String plural) {
    return Kinds.ALL.stream()
        .filter(kind -> kind.plural().equals(plural.toLowerCase(Locale.ROOT)))
        .findFirst().orElseThrow();
  }
}
