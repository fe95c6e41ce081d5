package kube.scenarios.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import kube.Cluster;
import kube.foundation.api.Event;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.tools.kubectl.resource.Yaml;
import tools.jackson.databind.JsonNode;

/// A cluster in virtual time, and the few verbs in which stories about seats and disks are told.
public final class Theater {

  private final Cluster cluster;

  private Theater(Cluster cluster) {
    this.cluster = cluster;
  }

  /// A calm cluster with three nodes of 4 processors and 8 GiB that have come up.
  public static Theater open(long seed) {
    return of(Cluster.Plan.standard(seed));
  }

  public static Theater of(Cluster.Plan plan) {
    return new Theater(new Cluster(plan).start()).settle();
  }

  public Cluster cluster() {
    return cluster;
  }

  /// Creates what the manifests say.
  public Theater create(String manifests) {
    for (JsonNode tree : Yaml.all(manifests)) {
      Kind<?> kind = Kinds.of(Json.text(tree, "apiVersion"), Json.text(tree, "kind"))
          .orElseThrow();
      String namespace = Json.text(tree, "metadata.namespace");
      String home = namespace.isEmpty() ? "default" : namespace;
      ask(Request.of("POST", kind.path(kind.namespaced() ? home : ""), "user")
          .withBody("application/json", Json.bytes(tree)));
    }
    return this;
  }

  /// A Pod of one container; `spec` is what else its spec says, `resources` what it asks for.
  public Theater pod(String name, String resources, String spec) {
    return create("""
        {apiVersion: v1, kind: Pod, metadata: {name: %1$s, labels: {app: %2$s}}, spec: {
          terminationGracePeriodSeconds: 1, containers: [{name: main, image: nginx,
          resources: {requests: {%3$s}}}]%4$s}}""".formatted(name, name.replaceFirst("-.*", ""),
        resources, spec.isEmpty() ? "" : ", " + spec));
  }

  /// A Pod that asks for so much of a processor and for nothing else.
  public Theater pod(String name, String cpu) {
    return pod(name, "cpu: '" + cpu + "'", "");
  }

  public Theater patch(String object, String patch) {
    ask(Request.of("PATCH", path(object), "user").withBody("application/merge-patch+json",
        Json.bytes(Yaml.one(patch))));
    return this;
  }

  public Theater label(String node, String labels) {
    return patch("nodes/" + node, "{metadata: {labels: {" + labels + "}}}");
  }

  public Theater delete(String object) {
    ask(Request.of("DELETE", path(object), "user"));
    return this;
  }

  /// Deletes without waiting for anybody: `--force --grace-period=0`.
  public Theater deleteNow(String object) {
    ask(Request.of("DELETE", path(object), "user").withQuery("gracePeriodSeconds", "0"));
    return this;
  }

  public Theater advance(Duration duration) {
    cluster.advance(duration);
    return this;
  }

  public Theater settle() {
    if (!cluster.settle()) throw new AssertionError("never came to rest\n" + timeline());
    return this;
  }

  /// The object, such as `persistentvolumeclaims/data`, as it is stored.
  public JsonNode get(String object) {
    return Json.parse(ask(Request.of("GET", path(object), "user")));
  }

  /// One field of the object, as text.
  public String get(String object, String field) {
    JsonNode value = Json.at(get(object), field);
    return value.isValueNode() ? value.asString("") : value.isMissingNode() ? "" : value.toString();
  }

  public boolean exists(String object) {
    return cluster.transport()
        .send(Request.of("GET", path(object), "user")) instanceof Response.Answer answer
        && answer.code() == 200;
  }

  /// What the API answers to a patch that it refuses.
  public String refusalOf(String object, String patch) {
    Response.Answer answer = (Response.Answer) cluster.transport()
        .send(Request.of("PATCH", path(object), "user")
            .withBody("application/merge-patch+json", Json.bytes(Yaml.one(patch))));
    return Json.text(Json.parse(answer.body()), "message");
  }

  /// The names of the objects of a kind.
  public Set<String> names(String plural) {
    Set<String> names = new TreeSet<>();
    Json.parse(ask(Request.of("GET", kind(plural).path(""), "user"))).path("items")
        .forEach(item -> names.add(Json.text(item, "metadata.name")));
    return names;
  }

  /// On which node the Pod is; empty while it waits.
  public String seat(String pod) {
    return pods().getOrDefault(pod, "");
  }

  /// How many Pods whose names begin so each node has.
  public SortedMap<String, Integer> seats(String prefix) {
    TreeMap<String, Integer> seats = new TreeMap<>();
    pods().forEach((name, node) -> {
      if (name.startsWith(prefix)) seats.merge(node, 1, Integer::sum);
    });
    return seats;
  }

  private SortedMap<String, String> pods() {
    TreeMap<String, String> pods = new TreeMap<>();
    for (Pod pod : cluster.client("user").list(Kinds.POD, "default").orThrow()) {
      pods.put(pod.metadata().name(), pod.nodeName());
    }
    return pods;
  }

  /// Every note about the object, as `Reason: message`.
  public List<String> notes(String name) {
    return cluster.client("user").list(Kinds.EVENT, "").orThrow().stream()
        .filter(event -> event.metadata().name().startsWith(name + "."))
        .map((Event event) -> event.reason() + ": " + event.message())
        .toList();
  }

  /// What the scheduler wrote into the log about the Pod, newest last.
  public List<String> decisions(String pod) {
    return cluster.log().entries().stream()
        .filter(entry -> entry.verb().equals("decide")
            && entry.object().equals("pods/default/" + pod))
        .map(entry -> entry.detail())
        .toList();
  }

  /// What happened, for a failing story to print.
  public String timeline() {
    return "seed " + cluster.loop().seed() + "\n" + cluster.log()
        .last(120)
        .stream()
        .map(entry -> entry.toLine())
        .collect(Collectors.joining("\n"));
  }

  private byte[] ask(Request request) {
    Response.Answer answer = (Response.Answer) cluster.transport().send(request);
    if (!answer.isOk()) {
      throw new AssertionError(request + " was refused: "
          + Json.text(Json.parse(answer.body()), "message"));
    }
    return answer.body();
  }

  private static String path(String object) {
    String[] parts = object.split("/");
    Kind<?> kind = kind(parts[0]);
    return kind.path(new Key(kind.namespaced() ? "default" : "", parts[1]));
  }

  private static Kind<?> kind(String plural) {
    return Kinds.ALL.stream().filter(kind -> kind.plural().equals(plural)).findFirst()
        .orElseThrow();
  }
}
