package catalog.controllers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A cluster that is cleaned up by the reference solutions of X22 and X23, each in a sandboxed
/// worker: what a learner sees who flips their boxes on the board.
@SuppressWarnings("NullAway.Init") // Opened before all.
class HousekeepingOnTheBoardTest {
  private static final String APPS = "/apis/apps/v1/namespaces/dev/";
  private static final String CORE = "/api/v1/namespaces/dev/";
  private static final Catalog CATALOG = Catalog.load();
  private static Grader grader;

  @BeforeAll
  static void open() {
    grader = Grader.start(CATALOG);
  }

  @AfterAll
  static void close() {
    grader.close();
  }

  @Test
  void deployments_go_in_three_ways_by_the_word_of_a_learner() {
    try (LearnerPart<GarbageCollector> part = running("X22", GarbageCollector.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.GARBAGE_COLLECTOR, part::part));
      for (String way : new String[]{"Background", "Foreground"}) {
        deployment(cluster);
        send(cluster, "DELETE", APPS + "deployments/web", "{'propagationPolicy': '" + way + "'}");
        assertThat(left(cluster)).as(way).isEqualTo("0 Deployments, 0 ReplicaSets, 0 Pods");
      }
      deployment(cluster);
      send(cluster, "DELETE", APPS + "deployments/web", "{'propagationPolicy': 'Orphan'}");

      assertThat(left(cluster)).isEqualTo("0 Deployments, 1 ReplicaSets, 2 Pods");
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  @Test
  void a_namespace_is_closed_by_the_word_of_a_learner_when_its_disk_was_given_back() {
    try (LearnerPart<NamespaceController> part = running("X23", NamespaceController.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.NAMESPACE_CONTROLLER, part::part));
      deployment(cluster);
      send(cluster, "POST", CORE + "configmaps", """
          {'apiVersion': 'v1', 'kind': 'ConfigMap',
           'metadata': {'name': 'disk', 'finalizers': ['example.com/give-back']}}""");
      send(cluster, "DELETE", "/api/v1/namespaces/dev", "");
      cluster.advance(Duration.ofSeconds(60));

      JsonNode dev = send(cluster, "GET", "/api/v1/namespaces/dev", "");
      assertThat(left(cluster)).isEqualTo("0 Deployments, 0 ReplicaSets, 0 Pods");
      assertThat(dev.at("/status/conditions").valueStream()
          .filter(one -> Json.text(one, "status").equals("True"))
          .map(one -> Json.text(one, "type")))
          .containsExactlyInAnyOrder("NamespaceContentRemaining", "NamespaceFinalizersRemaining");

      send(cluster, "PATCH", CORE + "configmaps/disk", "{'metadata': {'finalizers': null}}");
      cluster.advance(Duration.ofSeconds(60));
      assertThat(Json.text(send(cluster, "GET", "/api/v1/namespaces/dev", ""), "reason"))
          .isEqualTo("NotFound");
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static Cluster started(Parts parts) {
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(parts)).start();
    cluster.advance(Duration.ofSeconds(10));
    send(cluster, "POST", "/api/v1/namespaces",
        "{'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': 'dev'}}");
    return cluster;
  }

  private static void deployment(Cluster cluster) {
    send(cluster, "POST", APPS + "deployments", """
        {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web'},
         'spec': {'replicas': 2, 'selector': {'matchLabels': {'app': 'web'}},
           'template': {'metadata': {'labels': {'app': 'web'}},
             'spec': {'terminationGracePeriodSeconds': 1,
               'containers': [{'name': 'web', 'image': 'nginx'}]}}}}""");
    assertThat(left(cluster)).isEqualTo("1 Deployments, 1 ReplicaSets, 2 Pods");
  }

  private static String left(Cluster cluster) {
    return count(cluster, APPS + "deployments") + " Deployments, "
        + count(cluster, APPS + "replicasets") + " ReplicaSets, "
        + count(cluster, CORE + "pods") + " Pods";
  }

  private static int count(Cluster cluster, String path) {
    return send(cluster, "GET", path, "").path("items").size();
  }

  private static JsonNode send(Cluster cluster, String method, String path, String body) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    Request request = Request.of(method, path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport().send(body.isEmpty()
        ? request
        : request.withBody(type, body.replace('\'', '"').getBytes(UTF_8)));
    cluster.advance(Duration.ofSeconds(method.equals("GET") ? 1 : 10));
    return Json.parse(answer.body());
  }

  private static <S> LearnerPart<S> running(String id, Class<S> slot) {
    Exercise exercise = CATALOG.find(id).orElseThrow();
    return (LearnerPart<S>) grader.open(exercise, new Submission(exercise.reference().files()),
        slot);
  }
}
