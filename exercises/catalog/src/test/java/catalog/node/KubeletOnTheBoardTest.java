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
import kube.node.kubelet.plan.PodSync;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A kubelet that asks the reference solution of X26 in a sandboxed worker: what a learner sees who
/// flips the box on the board.
@SuppressWarnings("NullAway.Init") // Opened before all.
class KubeletOnTheBoardTest {
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
  void a_pod_comes_and_goes_in_order_by_the_word_of_a_learner() {
    try (LearnerPart<PodSync> part = running("X26", PodSync.class)) {
      Cluster cluster = started(Parts.ours().with(Slot.POD_SYNC, part::part));
      send(cluster, "POST", PODS, """
          {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'shop'},
           'spec': {'initContainers': [
             {'name': 'cache', 'image': 'redis', 'restartPolicy': 'Always'},
             {'name': 'migrate', 'image': 'busybox', 'command': ['sleep', '3']}],
            'containers': [{'name': 'web', 'image': 'nginx'}]}}""");
      assertThat(states(cluster)).isEqualTo("Pending: cache running, migrate running, web waiting");
      cluster.advance(Duration.ofSeconds(10));
      String before = id(cluster);
      assertThat(states(cluster))
          .isEqualTo("Running: cache running, migrate terminated, web running");

      cluster.unplug("kubelet/node-a");
      cluster.advance(Duration.ofSeconds(20));
      cluster.plugIn("kubelet/node-a");
      cluster.advance(Duration.ofSeconds(20));
      assertThat(id(cluster)).isEqualTo(before);

      send(cluster, "DELETE", PODS + "/shop", "");
      cluster.advance(Duration.ofSeconds(10));
      assertThat(states(cluster)).isEqualTo("gone");
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static String states(Cluster cluster) {
    JsonNode pod = send(cluster, "GET", PODS + "/shop", "");
    if (Json.text(pod, "kind").equals("Status")) return "gone";
    StringBuilder words = new StringBuilder(pod.at("/status/phase").asString());
    String between = ": ";
    for (String list : new String[]{"initContainerStatuses", "containerStatuses"}) {
      for (JsonNode one : pod.path("status").path(list)) {
        words.append(between).append(Json.text(one, "name")).append(' ')
            .append(String.join("", one.path("state").propertyNames()));
        between = ", ";
      }
    }
    return words.toString();
  }

  private static String id(Cluster cluster) {
    return send(cluster, "GET", PODS + "/shop", "").at("/status/containerStatuses/0/containerID")
        .asString();
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
