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
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.TrafficKinds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A cluster whose slices are kept by the reference solution of X20 in a sandboxed worker: what a
/// learner sees who flips that box on the board and lets Pods come and go.
@SuppressWarnings("NullAway.Init") // Opened before all.
class SlicesOnTheBoardTest {
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
  void the_list_of_a_service_follows_its_pods_by_the_word_of_a_learner() {
    Exercise exercise = CATALOG.find("X20").orElseThrow();
    try (LearnerPart<EndpointSliceController> part = (LearnerPart<EndpointSliceController>) grader
        .open(exercise, new Submission(exercise.reference().files()),
            EndpointSliceController.class)) {
      Cluster cluster = new Cluster(Cluster.Plan.standard(1)
          .withParts(Parts.ours().with(Slot.ENDPOINT_SLICE_CONTROLLER, part::part))).start();
      send(cluster, "POST", "services", "{'metadata': {'name': 'shop'}, 'spec': {'selector':"
          + " {'app': 'shop'}, 'ports': [{'port': 80}]}}");
      cluster.advance(Duration.ofSeconds(5));
      assertThat(slices(cluster)).hasSize(1);
      assertThat(endpoints(cluster)).as("nobody is there yet").isEmpty();

      pod(cluster, "one");
      pod(cluster, "two");
      cluster.advance(Duration.ofSeconds(20));
      assertThat(slices(cluster)).hasSize(1);
      assertThat(endpoints(cluster)).hasSize(2).allMatch(Endpoint::ready);

      send(cluster, "DELETE", "pods/two", "");
      cluster.advance(Duration.ofSeconds(2));
      assertThat(endpoints(cluster)).filteredOn(Endpoint::terminating)
          .as("it serves until it has closed").singleElement().matches(Endpoint::serving);
      cluster.advance(Duration.ofSeconds(60));
      assertThat(endpoints(cluster)).singleElement().matches(Endpoint::ready);
      assertThat(part.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  /// It takes its time to close.
  private static void pod(Cluster cluster, String name) {
    send(cluster, "POST", "pods",
        "{'metadata': {'name': '" + name + "', 'labels': {'app': 'shop'}},"
            + " 'spec': {'containers': [{'name': 'main', 'image': 'nginx', 'lifecycle': {'preStop':"
            + " {'sleep': {'seconds': 10}}}}]}}");
  }

  private static void send(Cluster cluster, String method, String path, String body) {
    Request request = Request.of(method, "/api/v1/namespaces/default/" + path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport().send(body.isEmpty()
        ? request
        : request.withBody("application/json", body.replace('\'', '"').getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
  }

  private static List<EndpointSlice> slices(Cluster cluster) {
    return cluster.client("user").list(TrafficKinds.ENDPOINT_SLICE, "default").orThrow().stream()
        .filter(slice -> slice.service().name().equals("shop")).toList();
  }

  private static List<Endpoint> endpoints(Cluster cluster) {
    return slices(cluster).stream().flatMap(slice -> slice.endpoints().stream()).toList();
  }
}
