package catalog.controllers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Taint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A cluster whose nodes are watched by the reference solution of X19 in a sandboxed worker: what a
/// learner sees who flips that box on the board and pulls a cable.
@SuppressWarnings("NullAway.Init") // Opened before all.
class WatchKeeperOnTheBoardTest {
  private static final Catalog CATALOG = Catalog.load();
  private static final String POD = """
      {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'web'},
       'spec': {'nodeName': 'node-b', 'containers': [{'name': 'main', 'image': 'nginx'}]}}""";
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
  void a_node_is_given_up_and_comes_back_by_the_word_of_a_learner() {
    try (LearnerPart<NodeLifecycle> part = running()) {
      Cluster cluster = started(3, part);
      cluster.transport().send(Request.of("POST", "/api/v1/namespaces/default/pods", "user")
          .withBody("application/json", POD.replace('\'', '"').getBytes(UTF_8)));
      cluster.advance(Duration.ofSeconds(10));

      cluster.unplug("kubelet/node-b");
      cluster.advance(Duration.ofSeconds(75));
      assertThat(givenUp(cluster)).containsExactly("node-b");
      cluster.plugIn("kubelet/node-b");
      cluster.advance(Duration.ofSeconds(400));
      assertThat(givenUp(cluster)).isEmpty();
      assertThat(isWebThere(cluster)).as("the Pod has stayed").isTrue();

      cluster.unplug("kubelet/node-b");
      cluster.advance(Duration.ofSeconds(400));
      assertThat(isWebThere(cluster)).as("the Pod was not deleted").isFalse();
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  @Test
  void when_most_nodes_are_dark_a_learner_keeps_still() {
    try (LearnerPart<NodeLifecycle> part = running()) {
      Cluster cluster = started(5, part);
      IntStream.rangeClosed('a', 'c')
          .forEach(node -> cluster.unplug("kubelet/node-" + (char) node));
      cluster.advance(Duration.ofMinutes(2));

      assertThat(givenUp(cluster)).isEmpty();
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static boolean isWebThere(Cluster cluster) {
    return cluster.client("user").get(Kinds.POD, new Key("default", "web")).toOptional()
        .filter(pod -> !pod.metadata().isBeingDeleted()).isPresent();
  }

  private static List<String> givenUp(Cluster cluster) {
    return cluster.client("user").list(Kinds.NODE, "").orThrow().stream()
        .filter(node -> node.taints().stream().map(Taint::effect).anyMatch("NoExecute"::equals))
        .map(node -> node.metadata().name()).toList();
  }

  private static Cluster started(int nodes, LearnerPart<NodeLifecycle> part) {
    Parts parts = Parts.ours().with(Slot.NODE_LIFECYCLE, part::part);
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withNodes(nodes).withParts(parts))
        .start();
    cluster.advance(Duration.ofSeconds(20));
    return cluster;
  }

  private static LearnerPart<NodeLifecycle> running() {
    Exercise exercise = CATALOG.find("X19").orElseThrow();
    return (LearnerPart<NodeLifecycle>) grader.open(exercise,
        new Submission(exercise.reference().files()),
        NodeLifecycle.class);
  }
}
