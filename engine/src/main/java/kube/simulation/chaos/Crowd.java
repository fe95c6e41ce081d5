package kube.simulation.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.Change;
import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;

/// Somebody who wants more Pods than his namespace may have, and lets some go again: there must never
/// be more than the quota allows, and at the end it must count as many as there are.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/resource-quotas/
final class Crowd {

  private static final String HOME = "crowd";
  private static final String CORE = "/api/v1/namespaces/" + HOME + "/";
  private static final int MOST = 4;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(12);

  private static final List<Map.Entry<String, String>> RULES = List.of(
      Map.entry("/api/v1/namespaces", """
          {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "crowd"}}"""),
      Map.entry(CORE + "resourcequotas", """
          {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "quota"}, "spec":
          {"hard": {"pods": "%d"}}}""".formatted(MOST)));

  private final Actor actor;
  private final Transport transport;
  private final Consumer<String> breaks;
  private final Ear<Pod> pods;
  private int named;
  private boolean resting;

  Crowd(Actor actor, Transport transport, Consumer<String> breaks) {
    this.actor = actor;
    this.transport = transport;
    this.breaks = breaks;
    this.pods = new Ear<>(actor, transport, Kinds.POD, this::saw);
  }

  /// Before the trouble begins.
  void start() {
    RULES.forEach(rule -> send("POST", rule.getKey(), rule.getValue()));
    pods.listen();
    goOn();
  }

  /// Wants nothing more from now on.
  void rest() {
    resting = true;
  }

  boolean isCountedRightly() {
    return counted() == living();
  }

  /// What is not as it was promised, in words.
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    if (!isCountedRightly()) {
      complaints.add("the quota counts " + counted() + " Pods of " + living());
    }
    return complaints;
  }

  private void goOn() {
    actor.after(actor.randomness().between(SHORTEST_PAUSE, LONGEST_PAUSE), this::act);
  }

  private void act() {
    if (resting) return;
    List<Pod> ours = ours();
    if (!ours.isEmpty() && actor.randomness().chance(0.3)) {
      send("DELETE", CORE + "pods/" + actor.randomness().pick(ours).metadata().name(), "");
    } else {
      send("POST", CORE + "pods", """
          {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "guest-%d"}, "spec":
          {"terminationGracePeriodSeconds": 5, "containers": [{"name": "c", "image": "busybox",
          "command": ["sleep", "1d"]}]}}""".formatted(++named));
    }
    goOn();
  }

  private void saw(Change<Pod> change) {
    if (living() > MOST)
      breaks.accept("there are " + living() + " Pods where the quota allows " + MOST);
  }

  private List<Pod> ours() {
    return pods.objects().stream().filter(pod -> pod.key().namespace().equals(HOME)).toList();
  }

  private int living() {
    return (int) ours().stream().filter(pod -> !pod.isFinished()).count();
  }

  private int counted() {
    JsonNode quota = Json.parse(((Response.Answer) send("GET", CORE + "resourcequotas/quota", ""))
        .body());
    return Json.number(quota, "status.used.pods", 0);
  }

  private Response send(String method, String path, String body) {
    Request request = Request.of(method, path, "crowd");
    return transport.send(body.isEmpty()
        ? request
        : request.withBody("application/json", body.getBytes(UTF_8)));
  }
}
