package kube.scenarios.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.Cluster;
import kube.clock.Stage;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.tools.kubectl.resource.Yaml;
import tools.jackson.databind.JsonNode;

/// A cluster in virtual time, and the few verbs in which stories about traffic are told.
final class Town {

  private final Cluster cluster;

  private Town(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Three calm nodes that have come up.
  static Town calm(long seed) {
    return of(Cluster.Plan.standard(seed));
  }

  static Town of(Cluster.Plan plan) {
    return new Town(Stage.cluster(plan)).settle();
  }

  Cluster cluster() {
    return cluster;
  }

  Town settle() {
    if (!cluster.settle()) throw new AssertionError("never came to rest\n" + timeline());
    return this;
  }

  Town advance(Duration duration) {
    cluster.advance(duration);
    return this;
  }

  /// Creates what the manifests say.
  Town create(String manifests) {
    for (JsonNode tree : Yaml.all(manifests)) {
      Kind<?> kind = Kinds.of(Json.text(tree, "apiVersion"), Json.text(tree, "kind"))
          .orElseThrow();
      String namespace = Json.text(tree, "metadata.namespace");
      String path = kind.path(
          kind.namespaced() ? namespace.isEmpty() ? "default" : namespace : "");
      ask(Request.of("POST", path, "user").withBody("application/json", Json.bytes(tree)));
    }
    return this;
  }

  /// Creates an object of a custom kind.
  Town post(String path, String manifest) {
    ask(Request.of("POST", path, "user").withBody("application/json",
        Json.bytes(Yaml.one(manifest))));
    return this;
  }

  /// A Pod of the echo server, which answers on 8080 what it saw; `extra` is more of its spec.
  Town echo(String name, String app, String extra) {
    return create("""
        {apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {app: %s}}, spec: {%s containers: [
          {name: main, image: registry.k8s.io/echoserver, ports: [{name: web, containerPort: 8080}]}
        ]}}""".formatted(name, app, extra.isEmpty() ? "" : extra + ","));
  }

  /// Pods `app-0` … of the echo server, one after the other on the nodes a, b, c.
  Town echoes(String app, int count) {
    for (int i = 0; i < count; i++) {
      echo(app + "-" + i, app, "nodeName: node-" + (char) ('a' + i % 3));
    }
    return settle();
  }

  /// A Pod with a shell, on this node.
  Town shell(String name, String node) {
    return create("""
        {apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {app: %s}}, spec: {nodeName: %s,
          containers: [{name: main, image: busybox}]}}""".formatted(name, name, node)).settle();
  }

  /// A Service on port 80 in front of the echo servers of this name; `extra` is more of its spec.
  Town service(String name, String extra) {
    return create("""
        {apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {%s selector: {app: %s},
          ports: [{name: http, port: 80, targetPort: 8080}]}}""".formatted(name,
        extra.isEmpty() ? "" : extra + ",", name)).settle();
  }

  /// Changes an object by a merge patch, written as YAML.
  Town patch(String path, String patch) {
    ask(Request.of("PATCH", path(path), "user").withBody("application/merge-patch+json",
        Json.bytes(Yaml.one(patch))));
    return this;
  }

  Town delete(String path) {
    ask(Request.of("DELETE", path(path), "user"));
    return this;
  }

  /// The object at a path such as `services/web`, or `apis/discovery.k8s.io/v1/…` in full.
  JsonNode get(String path) {
    return ask(Request.of("GET", path(path), "user"));
  }

  /// The slices of a Service, in the order of their names.
  List<JsonNode> slices(String service) {
    return Json.list(get("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices"), "items",
        slice -> slice).stream()
        .filter(slice -> slice.path("metadata").path("labels").path("kubernetes.io/service-name")
            .asString("").equals(service))
        .toList();
  }

  /// What a script printed in the Pod, with its exit code at the end when it is not 0.
  String run(String pod, String script) {
    Heard heard = start(pod, script);
    for (int i = 0; i < 3_000 && !heard.over; i++) cluster.advance(Duration.ofMillis(100));
    return heard.text();
  }

  Heard start(String pod, String script) {
    Heard heard = new Heard();
    Request request = Request.of("GET", path("pods/" + pod) + "/exec", "user")
        .withQuery("command", "sh\0-c\0" + script).withQuery("stdout", "true")
        .withQuery("stderr", "true");
    Response.Upgrade upgrade = (Response.Upgrade) cluster.transport().send(request);
    ((Terminal) upgrade.session()).opener().open(heard);
    return heard;
  }

  /// How often each Pod answered when the shell asked so many times.
  Map<String, Integer> answers(String shell, String url, int times) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    run(shell, "for i in $(seq " + times + "); do wget -qO- " + url + "/hostname; echo; done")
        .lines().forEach(line -> counts.merge(line, 1, Integer::sum));
    return counts;
  }

  /// What the network does with a first packet (TCP) between these two.
  PacketPath path(String fromIp, String toIp, int port) {
    return cluster.network().path(new Packet(Protocol.TCP, cluster.network().ephemeral(fromIp),
        new SocketAddress(toIp, port)));
  }

  String ip(String pod) {
    return Json.text(get("pods/" + pod), "status.podIP");
  }

  String clusterIP(String service) {
    return Json.text(get("services/" + service), "spec.clusterIP");
  }

  /// What a client outside gets from the router of HTTP, status line first.
  String browse(String host, String target) {
    Heard heard = new Heard();
    cluster.network().connect(cluster.network().ephemeral("198.51.100.7"),
        new SocketAddress("203.0.113.1", 80), heard).orElseThrow().bytes(
            ("GET " + target
                + " HTTP/1.1\r\nHost: " + host + "\r\nX-Team: blue\r\n\r\n").getBytes(UTF_8));
    cluster.advance(Duration.ofMillis(10));
    String all = heard.text();
    return all.lines().findFirst().orElse("").replace("HTTP/1.1 ", "") + " | "
        + all.substring(Math.max(0, all.indexOf("\r\n\r\n") + 4));
  }

  /// A connection from outside to the router of HTTP.
  Heard connect(int port) {
    Heard heard = new Heard();
    heard.there = cluster.network().connect(cluster.network().ephemeral("198.51.100.7"),
        new SocketAddress("203.0.113.1", port), heard);
    return heard;
  }

  /// Says this on the connection, and waits for what comes back.
  void say(Heard heard, String text) {
    heard.there.orElseThrow().bytes(text.getBytes(UTF_8));
    cluster.advance(Duration.ofMillis(50));
  }

  /// What somebody outside gets from this address over HTTP; empty when refused or not answered.
  String fetch(String fromIp, String toIp, int port, String target) {
    Heard heard = new Heard();
    cluster.network()
        .connect(cluster.network().ephemeral(fromIp), new SocketAddress(toIp, port), heard)
        .ifPresent(sink -> sink.bytes(("GET " + target + " HTTP/1.1\r\nHost: " + toIp
            + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8)));
    cluster.advance(Duration.ofMillis(10));
    String all = heard.text();
    return all.substring(Math.max(0, all.indexOf("\r\n\r\n") + 4));
  }

  JsonNode ask(Request request) {
    if (!(cluster.transport().send(request) instanceof Response.Answer answer)) {
      throw new AssertionError("no answer to " + request.path());
    }
    if (!answer.isOk()) throw new AssertionError(new String(answer.body(), UTF_8));
    return Json.parse(answer.body());
  }

  String timeline() {
    return "seed " + cluster.loop().seed() + "\n" + cluster.log().last(100).stream()
        .map(entry -> entry.toLine()).collect(Collectors.joining("\n"));
  }

  private static String path(String object) {
    if (object.startsWith("/")) return object;
    return "/api/v1/" + (object.startsWith("nodes/") ? "" : "namespaces/default/") + object;
  }

  /// Collects what a program or a connection says.
  static final class Heard implements Terminal.Output, ByteSink {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final List<String> end = new ArrayList<>();
    private Optional<ByteSink> there = Optional.empty();
    private boolean over;

    @Override
    public void stdout(byte[] bytes) {
      all.writeBytes(bytes);
    }

    @Override
    public void stderr(byte[] bytes) {
      all.writeBytes(bytes);
    }

    @Override
    public void ended(Ending ending) {
      over = true;
      if (!(ending instanceof Ending.Exited exited)) end.add(ending.toString());
      else if (exited.code() != 0) end.add("exit " + exited.code());
    }

    @Override
    public void bytes(byte[] bytes) {
      all.writeBytes(bytes);
    }

    @Override
    public void end() {
      over = true;
    }

    boolean isOver() {
      return over;
    }

    String text() {
      return all.toString(UTF_8) + String.join("", end);
    }
  }
}
