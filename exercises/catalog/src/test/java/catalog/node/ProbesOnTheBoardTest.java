package catalog.node;

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
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.node.kubelet.container.RestartBackoff;
import kube.node.kubelet.probe.ProbeJudge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A kubelet that asks the reference solutions of X27 and X28 in a sandboxed worker: what a learner
/// sees who flips the box on the board.
@SuppressWarnings("NullAway.Init") // Opened before all.
class ProbesOnTheBoardTest {
  private static final String PODS = "/api/v1/namespaces/default/pods";
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
  void a_slow_starter_is_spared_and_a_dead_program_is_restarted_by_the_word_of_a_learner() {
    try (LearnerPart<ProbeJudge> part = running("X27", ProbeJudge.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.PROBE_JUDGE, part::part));
      create(cluster, "touch /ready; sleep 50; touch /up; sleep 60; rm /up; sleep 9000", """
          , 'startupProbe': {'exec': {'command': ['cat', '/up']}, 'failureThreshold': 30},
          'readinessProbe': {'exec': {'command': ['cat', '/ready']}, 'periodSeconds': 5},
          'livenessProbe': {'exec': {'command': ['cat', '/up']}}""");
      cluster.advance(Duration.ofSeconds(45));
      assertThat(main(cluster).path("started").asBoolean()).isFalse();
      assertThat(main(cluster).path("ready").asBoolean()).isFalse();

      cluster.advance(Duration.ofSeconds(30));
      assertThat(main(cluster).path("started").asBoolean()).isTrue();
      assertThat(main(cluster).path("ready").asBoolean()).isTrue();
      assertThat(main(cluster).path("restartCount").asInt()).isZero();

      cluster.advance(Duration.ofSeconds(80));
      assertThat(main(cluster).path("restartCount").asInt()).isEqualTo(1);
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  @Test
  void a_program_that_crashes_again_and_again_waits_as_a_learner_says() {
    try (LearnerPart<RestartBackoff> part = running("X28", RestartBackoff.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.RESTART_BACKOFF, part::part));
      create(cluster, "sleep 1; exit 1", "");
      cluster.advance(Duration.ofSeconds(16));
      assertThat(waiting(cluster)).startsWith("CrashLoopBackOff: back-off 20s restarting");

      cluster.advance(Duration.ofSeconds(60));
      assertThat(waiting(cluster)).startsWith("CrashLoopBackOff: back-off 1m20s restarting");
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static void create(Cluster cluster, String script, String probes) {
    send(cluster, "POST", PODS, """
        {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'shop'},
         'spec': {'containers': [{'name': 'main', 'image': 'busybox',
           'command': ['sh', '-c', '%s']%s}]}}""".formatted(script, probes));
  }

  private static JsonNode main(Cluster cluster) {
    return send(cluster, "GET", PODS + "/shop", "").at("/status/containerStatuses/0");
  }

  private static String waiting(Cluster cluster) {
    JsonNode waiting = main(cluster).at("/state/waiting");
    return Json.text(waiting, "reason") + ": " + Json.text(waiting, "message");
  }

  private static Cluster started(Parts parts) {
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(parts)).start();
    cluster.advance(Duration.ofSeconds(10));
    return cluster;
  }

  private static JsonNode send(Cluster cluster, String method, String path, String body) {
    Request request = Request.of(method, path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport().send(body.isEmpty()
        ? request
        : request.withBody("application/json", body.replace('\'', '"').getBytes(UTF_8)));
    cluster.advance(Duration.ofSeconds(method.equals("GET") ? 0 : 3));
    return Json.parse(answer.body());
  }

  private static <S> LearnerPart<S> running(String id, Class<S> slot) {
    Exercise exercise = CATALOG.find(id).orElseThrow();
    return (LearnerPart<S>) grader.open(exercise, new Submission(exercise.reference().files()),
        slot);
  }
}
