package catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import catalog.apiserver.badge_office.BadgeOffice;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import java.util.Base64;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountController;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.kinds.CoreKinds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A cluster whose badges and accounts come from the reference solution of X21, each of its two
/// slots in a sandboxed worker of its own: what a learner sees who flips both boxes.
@SuppressWarnings("NullAway.Init") // Opened before all.
class BadgeOfficeOnTheBoardTest {
  private static final String API = "https://kubernetes.default.svc.cluster.local";

  private static Exercise exercise;
  private static Grader grader;

  @BeforeAll
  static void open() {
    Catalog catalog = Catalog.load();
    exercise = catalog.find("X21").orElseThrow();
    grader = Grader.start(catalog);
  }

  @AfterAll
  static void close() {
    grader.close();
  }

  @Test
  void a_learners_badges_open_the_right_doors_and_die_with_their_pods() {
    try (LearnerPart<TokenService> office = running(TokenService.class);
        LearnerPart<ServiceAccountController> accounts = running(ServiceAccountController.class)) {
      Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(Parts.ours()
          .with(Slot.TOKENS, office::part)
          .with(Slot.SERVICE_ACCOUNT_CONTROLLER, accounts::part))).start();
      cluster.advance(Duration.ofSeconds(10));

      makesAccounts(cluster);
      checksBadges(cluster);
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static void makesAccounts(Cluster cluster) {
    send(cluster, "POST", "/api/v1/namespaces",
        "{'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': 'dev'}}");
    cluster.advance(Duration.ofSeconds(5));
    String first = account(cluster);
    send(cluster, "DELETE", "/api/v1/namespaces/dev/serviceaccounts/default", "");
    cluster.advance(Duration.ofSeconds(5));

    assertThat(first).isNotEmpty();
    assertThat(account(cluster)).isNotEmpty().isNotEqualTo(first);
  }

  private static void checksBadges(Cluster cluster) {
    send(cluster, "POST", "/api/v1/namespaces/dev/pods", """
        {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'web'},
         'spec': {'containers': [{'name': 'web', 'image': 'nginx'}]}}""");
    cluster.advance(Duration.ofSeconds(20));
    String badge = Json.text(send(cluster, "POST",
        "/api/v1/namespaces/dev/serviceaccounts/default/token", """
            {'apiVersion': 'authentication.k8s.io/v1', 'kind': 'TokenRequest',
             'spec': {'boundObjectRef': {'apiVersion': 'v1', 'kind': 'Pod', 'name': 'web'}}}
            """), "status.token");

    assertThat(new String(Base64.getUrlDecoder().decode(badge.split("[.]", -1)[0]), UTF_8))
        .as("the header of the learner's office").contains("2026").contains("ES256");
    assertThat(bearer(cluster, badge, API)).isEqualTo("system:serviceaccount:dev:default");
    assertThat(bearer(cluster, badge, "https://vault")).isEmpty();
    assertThat(bearer(cluster, badge.replace(".", ".A"), API)).isEmpty();

    send(cluster, "DELETE", "/api/v1/namespaces/dev/pods/web", "");
    cluster.advance(Duration.ofSeconds(60));
    assertThat(bearer(cluster, badge, API)).isEmpty();
  }

  private static String account(Cluster cluster) {
    return cluster.client("user").get(CoreKinds.SERVICE_ACCOUNT, new Key("dev", "default"))
        .toOptional().map(found -> found.metadata().uid()).orElse("");
  }

  /// Whom the API server takes for the bearer, when this audience asks.
  private static String bearer(Cluster cluster, String token, String audience) {
    return Json.text(send(cluster, "POST", "/apis/authentication.k8s.io/v1/tokenreviews",
        "{'apiVersion': 'authentication.k8s.io/v1', 'kind': 'TokenReview', 'spec': {'token': '"
            + token + "', 'audiences': ['" + audience + "']}}"),
        "status.user.username");
  }

  private static JsonNode send(Cluster cluster, String method, String path, String body) {
    Request request = Request.of(method, path, "user");
    Response.Answer answer = (Response.Answer) cluster.transport().send(body.isEmpty()
        ? request
        : request.withBody("application/json", body.replace('\'', '"').getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
    return Json.parse(answer.body());
  }

  private static <S> LearnerPart<S> running(Class<S> slot) {
    assertThat(slot).isAssignableFrom(BadgeOffice.class);
    return (LearnerPart<S>) grader.open(exercise, new Submission(exercise.reference().files()),
        slot);
  }
}
