package kube.controlplane.apiserver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;

import tools.jackson.databind.JsonNode;

/// An API server on virtual time with nothing else in the cluster, and a few verbs to talk to it.
final class World {

  static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  final EventLoop loop = new EventLoop(START, 7);
  final Etcd etcd = Etcd.inMemory();
  final Faults faults = new Faults(loop.randomness("faults"), Faults.Plan.calm());
  final ApiServer server;

  World() {
    this(AccessSettings.open(7));
  }

  World(AccessSettings access) {
    server = new ApiServer(loop.actor("apiserver"), etcd, faults, access);
    create("/api/v1/namespaces", "{'metadata':{'name':'default'}}");
  }

  /// An answer, as a test looks at it.
  record Reply(int code, JsonNode body) {
    String text(String path) {
      return Json.text(body, path);
    }

    String message() {
      return text("message");
    }
  }

  Reply get(String pathAndQuery) {
    return send(request("GET", pathAndQuery));
  }

  Reply create(String path, String json) {
    return send(request("POST", path).withBody("application/json", bytes(json)));
  }

  Reply replace(String path, String json) {
    return send(request("PUT", path).withBody("application/json", bytes(json)));
  }

  Reply merge(String path, String json) {
    return patch(path, "merge-patch", json);
  }

  Reply patch(String path, String kind, String json) {
    return send(request("PATCH", path).withBody("application/" + kind + "+json", bytes(json)));
  }

  Reply delete(String path) {
    return send(request("DELETE", path));
  }

  Reply delete(String path, String options) {
    return send(request("DELETE", path).withBody("application/json", bytes(options)));
  }

  Reply pod(String name) {
    return create("/api/v1/namespaces/default/pods", pod(name, "app", "web"));
  }

  static String pod(String name, String label, String value) {
    return "{'metadata':{'name':'" + name + "','labels':{'" + label + "':'" + value + "'}},"
        + "'spec':{'containers':[{'name':'web','image':'web:1'}]}}";
  }

  Reply bind(String pod, String node) {
    return create("/api/v1/namespaces/default/pods/" + pod + "/binding",
        "{'target':{'kind':'Node','name':'" + node + "'}}");
  }

  /// Opens a watch; the returned list fills as time passes: `ADDED web@3`.
  Watching watch(String pathAndQuery) {
    Response response = server.handle(request("GET", pathAndQuery).withQuery("watch", "true"));
    if (!(response instanceof Response.Stream stream)) {
      throw new AssertionError("no stream: " + response);
    }
    Watching watching = new Watching();
    watching.handle = stream.source().open(watching);
    settle();
    return watching;
  }

  void settle() {
    loop.advance(Duration.ofMillis(1));
  }

  EventLog.Entry lastLine() {
    return loop.log().last(1).getFirst();
  }

  static Request request(String method, String pathAndQuery) {
    String[] parts = pathAndQuery.split("\\?", 2);
    Request request = Request.of(method, parts[0], "user");
    if (parts.length == 1) return request;
    for (String pair : parts[1].split("&")) {
      String[] parameter = pair.split("=", 2);
      request = request.withQuery(parameter[0], parameter.length > 1 ? parameter[1] : "");
    }
    return request;
  }

  Reply send(Request request) {
    Response response = server.handle(request);
    if (!(response instanceof Response.Answer answer)) throw new AssertionError("a stream");
    return new Reply(answer.code(), tree(answer));
  }

  /// Where no group is served, the answer is words and no object.
  private static JsonNode tree(Response.Answer answer) {
    return answer.contentType().startsWith("text/")
        ? Json.object()
        : Json.parse(answer.body());
  }

  /// JSON with single quotes, so that tests can be read.
  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /// What one watcher heard.
  static final class Watching implements Response.WatchSink {
    final List<String> heard = new ArrayList<>();
    final List<Response.WatchEvent> events = new ArrayList<>();
    Response.WatchHandle handle = () -> {};
    boolean ended;

    @Override
    public void event(Response.WatchEvent event) {
      events.add(event);
      heard.add(event.type() + " " + (event.type().equals("ERROR")
          ? Json.text(event.object().tree(), "message")
          : event.object().name() + "@" + event.object().revision()));
    }

    @Override
    public void ended() {
      ended = true;
    }
  }
}
