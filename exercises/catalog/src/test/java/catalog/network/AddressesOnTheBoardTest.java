package catalog.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import java.util.List;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.nodeipam.NodeCidrs;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.network.Ipam;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A cluster whose addresses come from the reference solution of X31, each of its two slots in a
/// sandboxed worker of its own: what a learner sees who flips both boxes.
class AddressesOnTheBoardTest {
  private static final Catalog CATALOG = Catalog.load();
  private static final String WEB = "/apis/apps/v1/namespaces/default/deployments";

  @Test
  void a_learners_clerk_gives_every_pod_an_address_and_every_node_a_street() {
    try (Grader grader = Grader.start(CATALOG);
        LearnerPart<Ipam> clerk = running(grader, Ipam.class);
        LearnerPart<NodeCidrs> streets = running(grader, NodeCidrs.class)) {
      Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(Parts.ours()
          .with(Slot.IPAM, clerk::part).with(Slot.NODE_RANGES, streets::part))).start();
      cluster.advance(Duration.ofSeconds(10));

      send(cluster, "POST", WEB, """
          {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'web'},
           'spec': {'replicas': 6, 'selector': {'matchLabels': {'app': 'web'}},
             'template': {'metadata': {'labels': {'app': 'web'}},
               'spec': {'containers': [{'name': 'web', 'image': 'nginx'}]}}}}""");
      send(cluster, "POST", "/api/v1/nodes",
          "{'apiVersion': 'v1', 'kind': 'Node', 'metadata': {'name': 'node-x'}}");
      cluster.advance(Duration.ofSeconds(30));
      List<String> first = addresses(cluster);
      cluster.use(Parts.ours());
      send(cluster, "PATCH", WEB + "/web", "{'spec': {'replicas': 9}}");
      cluster.advance(Duration.ofSeconds(30));

      assertThat(first).hasSize(6).doesNotHaveDuplicates().allMatch(ip -> ip.startsWith("10.244."));
      assertThat(addresses(cluster)).as("when ours took over").hasSize(9).doesNotHaveDuplicates()
          .containsAll(first);
      assertThat(ranges(cluster)).hasSize(4).doesNotHaveDuplicates().contains("10.244.0.0/24");
      assertThat(clerk.isAlive() && streets.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static List<String> addresses(Cluster cluster) {
    return send(cluster, "GET", "/api/v1/namespaces/default/pods", "").path("items").valueStream()
        .map(pod -> Json.text(pod, "status.podIP")).toList();
  }

  private static List<String> ranges(Cluster cluster) {
    return cluster.client("user").list(Kinds.NODE, "").orThrow().stream()
        .map(node -> node.podCidr()).toList();
  }

  private static JsonNode send(Cluster cluster, String method, String path, String body) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    Request request = Request.of(method, path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport().send(body.isEmpty()
        ? request
        : request.withBody(type, body.replace('\'', '"').getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
    return Json.parse(answer.body());
  }

  private static <S> LearnerPart<S> running(Grader grader, Class<S> slot) {
    Exercise exercise = CATALOG.find("X31").orElseThrow();
    return (LearnerPart<S>) grader.open(exercise, new Submission(exercise.reference().files()),
        slot);
  }
}
