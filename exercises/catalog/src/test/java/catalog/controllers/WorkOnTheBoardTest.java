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
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.job.JobController;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A cluster whose Jobs are run, and whose Deployments are sized, by the reference solutions of X24
/// and X25, each in a sandboxed worker: what a learner sees who flips their boxes on the board.
@SuppressWarnings("NullAway.Init") // Opened before all.
class WorkOnTheBoardTest {
  private static final String JOBS = "/apis/batch/v1/namespaces/default/jobs";
  private static final String APPS = "/apis/apps/v1/namespaces/default/deployments";
  private static final String SCALERS = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers";
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
  void jobs_are_done_and_given_up_by_the_word_of_a_learner() {
    try (LearnerPart<JobController> part = running("X24", JobController.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.JOB_CONTROLLER, part::part));
      job(cluster, "bills", "sleep 3; exit 0", "'completions': 5, 'parallelism': 2");
      job(cluster, "parts", "sleep 3; exit 0",
          "'completions': 4, 'parallelism': 4, 'completionMode': 'Indexed'");
      job(cluster, "broken", "exit 1", "'backoffLimit': 1");
      job(cluster, "strict", "exit 42", """
          'podFailurePolicy': {'rules': [{'action': 'FailJob',
            'onExitCodes': {'operator': 'In', 'values': [42]}}]}""");
      cluster.advance(Duration.ofMinutes(2));

      assertThat(end(cluster, "bills")).isEqualTo("Complete CompletionsReached, 5 and 0");
      assertThat(end(cluster, "parts")).isEqualTo("Complete CompletionsReached, 4 and 0");
      assertThat(end(cluster, "broken")).isEqualTo("Failed BackoffLimitExceeded, 0 and 2");
      assertThat(end(cluster, "strict")).isEqualTo("Failed PodFailurePolicy, 0 and 1");
      assertThat(send(cluster, "GET", "/api/v1/namespaces/default/pods", "").path("items")
          .valueStream()).hasSize(12)
          .allMatch(pod -> pod.at("/metadata/finalizers").isEmpty());
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  @Test
  void a_deployment_grows_and_shrinks_by_the_word_of_a_learner() {
    try (LearnerPart<HpaMath> part = running("X25", HpaMath.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.HPA_MATH, part::part));
      send(cluster, "POST", APPS,
          """
          {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web'},
           'spec': {'replicas': 1, 'selector': {'matchLabels': {'app': 'web'}},
             'template': {'metadata': {'labels': {'app': 'web'}}, 'spec': {'containers': [
               {'name': 'main', 'image': 'nginx', 'resources': {'requests': {'cpu': '100m'}}}]}}}}""");
      send(cluster, "POST", SCALERS, """
          {'apiVersion': 'autoscaling/v2', 'kind': 'HorizontalPodAutoscaler',
           'metadata': {'name': 'web'}, 'spec': {'minReplicas': 1, 'maxReplicas': 6,
             'scaleTargetRef': {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'name': 'web'},
             'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu',
               'target': {'type': 'Utilization', 'averageUtilization': 10}}}]}}""");
      cluster.advance(Duration.ofMinutes(4));
      assertThat(replicas(cluster)).isEqualTo(6);

      send(cluster, "PATCH", SCALERS + "/web", """
          {'spec': {'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu',
             'target': {'type': 'Utilization', 'averageUtilization': 300}}}]}}""");
      cluster.advance(Duration.ofMinutes(4));
      assertThat(replicas(cluster)).as("patience").isEqualTo(6);
      cluster.advance(Duration.ofMinutes(3));
      assertThat(replicas(cluster)).isLessThan(3);
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static Cluster started(Parts parts) {
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(parts)).start();
    cluster.advance(Duration.ofSeconds(10));
    return cluster;
  }

  private static void job(Cluster cluster, String name, String command, String more) {
    send(cluster, "POST", JOBS, """
        {'apiVersion': 'batch/v1', 'kind': 'Job', 'metadata': {'name': '%s'}, 'spec': {%s,
          'template': {'spec': {'restartPolicy': 'Never', 'containers': [{'name': 'main',
            'image': 'busybox', 'command': ['sh', '-c', '%s']}]}}}}"""
        .formatted(name, more, command));
  }

  /// How a Job has ended, with the successes and failures that were counted.
  private static String end(Cluster cluster, String name) {
    JsonNode status = send(cluster, "GET", JOBS + "/" + name, "").path("status");
    return status.path("conditions").valueStream()
        .filter(one -> Json.text(one, "type").matches("Complete|Failed"))
        .map(one -> Json.text(one, "type") + " " + Json.text(one, "reason"))
        .findFirst().orElse("not over") + ", " + Json.number(status, "succeeded", 0) + " and "
        + Json.number(status, "failed", 0);
  }

  private static int replicas(Cluster cluster) {
    return Json.number(send(cluster, "GET", APPS + "/web", ""), "spec.replicas", 0);
  }

  private static JsonNode send(Cluster cluster, String method, String path, String body) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    Request request = Request.of(method, path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport().send(body.isEmpty()
        ? request
        : request.withBody(type, body.replace('\'', '"').getBytes(UTF_8)));
    return Json.parse(answer.body());
  }

  private static <S> LearnerPart<S> running(String id, Class<S> slot) {
    Exercise exercise = CATALOG.find(id).orElseThrow();
    return (LearnerPart<S>) grader.open(exercise, new Submission(exercise.reference().files()),
        slot);
  }
}
