package kube.scenarios.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import tools.jackson.databind.JsonNode;

/// A cluster in virtual time, and the few verbs that stories about nodes are told in.
final class Machines {

  private final Cluster cluster;

  Machines(Cluster cluster) {
    this.cluster = cluster;
  }

  /// One calm machine, ready for Pods.
  static Machines one() {
    return of(1);
  }

  static Machines of(int count) {
    Machines machines = new Machines(
        new Cluster(Cluster.Plan.standard(7).withNodes(count)).start());
    return machines.advance(Duration.ofSeconds(12));
  }

  Cluster cluster() {
    return cluster;
  }

  Machines advance(Duration duration) {
    cluster.advance(duration);
    return this;
  }

  Machines seconds(int count) {
    return advance(Duration.ofSeconds(count));
  }

  /// Creates what the manifest says, in the namespace `default`.
  Machines create(String plural, String yaml) {
    String root = plural.contains("/") ? "/apis/" : "/api/v1/";
    String group = plural.contains("/") ? plural.substring(0, plural.lastIndexOf('/') + 1) : "";
    String name = plural.substring(plural.lastIndexOf('/') + 1);
    boolean isWide = List.of("persistentvolumes", "runtimeclasses", "nodes",
        "priorityclasses").contains(name);
    Response.Answer answer = send("POST",
        root + group + (isWide ? "" : "namespaces/default/") + name, "application/yaml", yaml);
    if (!answer.isOk()) throw new AssertionError("refused: " + new String(answer.body(), UTF_8));
    return this;
  }

  /// Creates a Pod whose spec is the YAML, indented by two.
  Machines pod(String name, String spec) {
    return create("pods", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: " + name
        + "\n  labels: {app: " + name + "}\nspec:\n" + spec.indent(2));
  }

  /// Changes a Pod, or a part of it such as `web/status`, by a merge patch.
  Machines patch(String path, String json) {
    return patch(path, "application/merge-patch+json", json);
  }

  /// Changes an object by a strategic merge patch, which finds the items of lists by their names.
  Machines strategic(String path, String json) {
    return patch(path, "application/strategic-merge-patch+json", json);
  }

  private Machines patch(String path, String type, String json) {
    Response.Answer answer = send("PATCH", "/api/v1/namespaces/default/" + path, type, json);
    if (!answer.isOk()) throw new AssertionError("refused: " + new String(answer.body(), UTF_8));
    return this;
  }

  Machines delete(String path) {
    send("DELETE", "/api/v1/namespaces/default/" + path, "application/json", "{}");
    return this;
  }

  /// Changes a node by a merge patch.
  Machines node(String name, String json) {
    Response.Answer answer = send("PATCH", "/api/v1/nodes/" + name,
        "application/merge-patch+json", json);
    if (!answer.isOk()) throw new AssertionError("refused: " + new String(answer.body(), UTF_8));
    return this;
  }

  /// Deletes without any grace: `--force --grace-period=0`.
  Machines deleteNow(String path) {
    send("DELETE", "/api/v1/namespaces/default/" + path, "application/json",
        "{\"gracePeriodSeconds\":0}");
    return this;
  }

  /// What stands at an absolute path.
  byte[] raw(String path) {
    return send("GET", path, "", "").body();
  }

  /// Deletes an object that is in no namespace.
  Machines remove(String path) {
    send("DELETE", "/api/v1/" + path, "application/json", "{}");
    return this;
  }

  JsonNode get(String path) {
    return Json.parse(send("GET", "/api/v1/" + path, "", "").body());
  }

  JsonNode pod(String name) {
    return get("namespaces/default/pods/" + name);
  }

  String phase(String name) {
    return Json.text(pod(name), "status.phase");
  }

  /// The status of one container, of whichever list.
  JsonNode container(String pod, String name) {
    JsonNode status = pod(pod).path("status");
    for (String list : List.of("initContainerStatuses", "containerStatuses",
        "ephemeralContainerStatuses")) {
      for (JsonNode one : status.path(list)) {
        if (Json.text(one, "name").equals(name)) return one;
      }
    }
    throw new AssertionError("no container " + name + " in " + status);
  }

  /// The present state of a container in a word: `Running`, or why it waits or has ended.
  String state(String pod, String name) {
    JsonNode state = container(pod, name).path("state");
    if (state.has("running")) return "Running";
    return state.has("waiting")
        ? Json.text(state, "waiting.reason")
        : Json.text(state, "terminated.reason") + " "
            + Json.number(state, "terminated.exitCode", -1);
  }

  /// `True`, `False` with its reason, or nothing.
  String condition(String pod, String type) {
    for (JsonNode one : Json.at(pod(pod), "status.conditions")) {
      if (!Json.text(one, "type").equals(type)) continue;
      String reason = Json.text(one, "reason");
      return Json.text(one, "status") + (reason.isEmpty() ? "" : " " + reason);
    }
    return "";
  }

  boolean isReady(String pod) {
    return condition(pod, "Ready").startsWith("True");
  }

  boolean exists(String pod) {
    return send("GET", "/api/v1/namespaces/default/pods/" + pod, "", "").isOk();
  }

  /// The notes about an object, as `reason: message`, oldest first.
  List<String> notes(String about) {
    List<String> notes = new ArrayList<>();
    for (JsonNode event : get("namespaces/default/events").path("items")) {
      if (Json.text(event, "involvedObject.name").equals(about)) {
        notes.add(Json.text(event, "reason") + ": " + Json.text(event, "message"));
      }
    }
    return notes;
  }

  String log(String pod, String query) {
    return new String(
        send("GET", "/api/v1/namespaces/default/pods/" + pod + "/log" + query, "", "").body(),
        UTF_8);
  }

  /// What the shell of a container says to a script.
  String shell(String pod, String container, String script) {
    Heard heard = say(pod, container, script, all -> {});
    seconds(1);
    return heard.text.toString();
  }

  /// Gives a script to the shell of a container; `told` hears all that it said, at its end.
  Heard say(String pod, String container, String script, Consumer<String> told) {
    Request request = Request.of("GET", "/api/v1/namespaces/default/pods/" + pod + "/exec", "user")
        .withQuery("container", container).withQuery("stdout", "true")
        .withQuery("stderr", "true").withQuery("command",
            String.join(String.valueOf(Request.BETWEEN_VALUES), "sh", "-c", script));
    Response response = cluster.transport().send(request);
    if (!(response instanceof Response.Upgrade upgrade)) {
      throw new AssertionError(new String(((Response.Answer) response).body(), UTF_8));
    }
    Heard heard = new Heard(told);
    ((Terminal) upgrade.session()).opener().open(heard);
    return heard;
  }

  /// What happened, for a failing story to print.
  String timeline() {
    return cluster.log().last(200).stream().map(entry -> entry.toLine())
        .collect(Collectors.joining("\n"));
  }

  private Response.Answer send(String method, String path, String type, String body) {
    String[] parts = path.split("\\?");
    Request request = Request.of(method, parts[0], "user");
    if (!type.isEmpty()) request = request.withBody(type, body.getBytes(UTF_8));
    if (parts.length > 1) {
      for (String query : parts[1].split("&")) {
        request = request.withQuery(query.substring(0, query.indexOf('=')),
            query.substring(query.indexOf('=') + 1));
      }
    }
    return (Response.Answer) cluster.transport().send(request);
  }

  /// Somebody who listens to a program.
  static final class Heard implements Terminal.Output {
    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> told;

    private Heard(Consumer<String> told) {
      this.told = told;
    }

    @Override
    public void stdout(byte[] bytes) {
      text.append(new String(bytes, UTF_8));
    }

    @Override
    public void stderr(byte[] bytes) {
      stdout(bytes);
    }

    @Override
    public void ended(Ending ending) {
      if (ending instanceof Ending.Failed failed) text.append(failed.message());
      told.accept(text.toString());
    }
  }
}
