package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.ApiFailure;
import kube.foundation.machine.EventLog.Entry;
import kube.foundation.machine.Fault;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What each fault does, and that it is over when it is over.
///
/// Behaviour as in https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats and
/// https://kubernetes.io/docs/tasks/debug/debug-cluster/#cluster-failure-modes
class FaultsTest {

  private static final String LEASES = "coordination.k8s.io/v1/namespaces/kube-node-lease/leases/";

  private static Manor calm(long seed) {
    return Manor.calm(seed).replicaSet("web", 3).seconds(20);
  }

  private static String ready(Manor manor, String node) {
    return manor.condition("nodes/" + node, "Ready").split(" ", 2)[0];
  }

  @Test
  void a_machine_crashes_and_comes_back() {
    Manor manor = calm(1);
    Fault crash = new Fault.NodeCrash("node-b");
    manor.cluster().accidents().begin(crash);
    manor.seconds(70);
    assertThat(ready(manor, "node-b")).isEqualTo("Unknown");

    manor.cluster().accidents().end(crash);
    manor.seconds(30);

    assertThat(ready(manor, "node-b")).as(manor::timeline).isEqualTo("True");
    assertThat(manor.cluster().accidents().lasting()).isEmpty();
  }

  @Test
  void a_kubelet_that_hangs_is_silent_while_its_containers_run_on() {
    Manor manor = calm(2);
    List<String> pods = manor.names("namespaces/default/pods");
    Fault hang = new Fault.Hang("kubelet/node-b");
    manor.cluster().accidents().begin(hang);
    manor.seconds(70);
    assertThat(ready(manor, "node-b")).isEqualTo("Unknown");

    manor.cluster().accidents().end(hang);
    manor.seconds(30);

    assertThat(ready(manor, "node-b")).as(manor::timeline).isEqualTo("True");
    assertThat(manor.names("namespaces/default/pods")).isEqualTo(pods);
  }

  /// Silence is timed by the controller's own clock: "…this node's clock is ten minutes slow" is no
  /// reason to evict.
  @Test
  void a_node_with_a_wrong_clock_is_not_dead() {
    Manor manor = calm(3);
    manor.cluster().accidents().begin(
        new Fault.ClockSkew("node-b", Duration.ofMinutes(-10)));

    manor.seconds(600);

    assertThat(ready(manor, "node-b")).as(manor::timeline).isEqualTo("True");
    assertThat(manor.text(LEASES + "node-b", "spec.renewTime"))
        .isLessThan(manor.text(LEASES + "node-a", "spec.renewTime"));
  }

  @Test
  void a_node_cut_off_from_the_api_server_is_given_up_and_comes_back() {
    Manor manor = calm(4);
    Fault cut = new Fault.Partition("node-b", "apiserver");
    manor.cluster().accidents().begin(cut);
    manor.seconds(400);
    assertThat(ready(manor, "node-b")).isEqualTo("Unknown");
    assertThat(manor.names("namespaces/default/pods")).as(manor::timeline).hasSize(4);

    manor.cluster().accidents().end(cut);
    manor.seconds(90);

    assertThat(ready(manor, "node-b")).isEqualTo("True");
    assertThat(manor.names("namespaces/default/pods")).as(manor::timeline).hasSize(3);
  }

  @Test
  void a_scheduler_cut_off_places_nothing_until_it_hears_again() {
    Manor manor = Manor.calm(5);
    Fault cut = new Fault.Partition("scheduler", "apiserver");
    manor.cluster().accidents().begin(cut);
    manor.replicaSet("web", 2).seconds(60);
    assertThat(manor.get("namespaces/default/pods").path("items").valueStream())
        .allSatisfy(pod -> assertThat(pod.path("spec").has("nodeName")).isFalse());

    manor.cluster().accidents().end(cut);
    manor.seconds(120);

    assertThat(manor.get("namespaces/default/pods").path("items").valueStream())
        .as(manor::timeline)
        .allSatisfy(pod -> assertThat(pod.path("spec").has("nodeName")).isTrue());
  }

  /// Time on a wire is the world's: a clock that is slow, and then right again, must not let what was
  /// sent later arrive first.
  @Test
  void a_clock_that_is_slow_makes_no_news_late() {
    Manor manor = calm(14);
    manor.cluster().nodes().forEach(node -> manor.cluster().accidents()
        .begin(new Fault.ClockSkew(node, Duration.ofMinutes(-2))));

    manor.replicaSet("late", 3).seconds(20);

    assertThat(manor.text("apps/v1/namespaces/default/replicasets/late", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("3");
  }

  @Test
  void with_slow_and_lossy_lines_the_wish_is_still_met_later() {
    Manor manor = Manor.calm(6);
    manor.cluster().accidents().begin(
        new Fault.SlowLink("kcm", "apiserver", Duration.ofSeconds(3)));
    manor.cluster().accidents().begin(new Fault.LossyLink("scheduler", "apiserver", 0.3));
    manor.replicaSet("web", 3).seconds(300);

    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("3");
  }

  /// https://etcd.io/docs/v3.6/op-guide/maintenance/#space-quota
  @Test
  void on_a_full_disk_etcd_is_read_and_not_written() {
    Manor manor = calm(7);
    Fault full = new Fault.DiskFull();
    manor.cluster().accidents().begin(full);

    assertThat(manor.names("namespaces/default/pods")).hasSize(3);
    assertThatThrownBy(() -> manor.configMap("more"))
        .hasMessageContaining("etcdserver: mvcc: database space exceeded");
    manor.seconds(20);

    manor.cluster().accidents().end(full);
    assertThat(manor.configMap("more").exists("namespaces/default/configmaps/more")).isTrue();
  }

  /// https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance: of three members one may be lost.
  @Test
  void one_member_of_etcd_costs_an_election_and_two_cost_the_answers() {
    Manor manor = calm(8);
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(2));
    assertThat(manor.exists("nodes/node-a")).as("a follower is not missed").isTrue();
    manor.cluster().accidents().end(new Fault.EtcdMemberLoss(2));

    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(1));
    assertThat(manor.exists("nodes/node-a")).as("no leader").isFalse();
    manor.seconds(3);
    assertThat(manor.exists("nodes/node-a")).as(manor::timeline).isTrue();

    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(2));
    manor.seconds(30);
    assertThat(manor.exists("nodes/node-a")).as("no majority").isFalse();

    manor.cluster().accidents().end(new Fault.EtcdMemberLoss(2));
    manor.seconds(3);
    assertThat(manor.exists("nodes/node-a")).as(manor::timeline).isTrue();
  }

  @ParameterizedTest
  @EnumSource(ApiFailure.class)
  void errors_of_the_api_server_are_survived_by_everybody(ApiFailure failure) {
    Manor manor = calm(9);
    Fault errors = new Fault.ApiErrors(0.3, failure);
    manor.cluster().accidents().begin(errors);
    manor.cluster().fail("node-a");
    manor.seconds(400);
    manor.cluster().accidents().end(errors);

    manor.seconds(60);

    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("3");
  }

  /// What was answered with a timeout may have been done:
  /// https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
  @Test
  void each_kind_of_error_says_what_the_api_server_would() {
    Manor manor = calm(13);

    assertThat(answer(manor, ApiFailure.INTERNAL_ERROR)).startsWith("500 InternalError");
    assertThat(answer(manor, ApiFailure.TOO_MANY_REQUESTS)).startsWith("429 TooManyRequests");
    assertThat(answer(manor, ApiFailure.CONFLICT)).startsWith("409 Conflict")
        .contains("the object has been modified");
    assertThat(manor.exists("namespaces/default/configmaps/paper")).isTrue();
    assertThat(answer(manor, ApiFailure.TIMEOUT_THAT_WORKED)).startsWith("504 Timeout");
    assertThat(manor.exists("namespaces/default/configmaps/paper")).isFalse();
  }

  /// What a deletion is answered while every request fails in that way.
  private static String answer(Manor manor, ApiFailure failure) {
    if (!manor.exists("namespaces/default/configmaps/paper")) manor.configMap("paper");
    Fault errors = new Fault.ApiErrors(1, failure);
    manor.cluster().accidents().begin(errors);
    var answer = (Response.Answer) manor.cluster().transport().send(
        Request.of("DELETE", "/api/v1/namespaces/default/configmaps/paper", "user"));
    manor.cluster().accidents().end(errors);
    JsonNode status = Json.parse(answer.body());
    return answer.code() + " " + Json.text(status, "reason") + " " + Json.text(status, "message");
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy
  @Test
  void a_webhook_that_is_down_lets_nothing_through_when_it_must_not_fail() {
    Manor manor = Manor.calm(10);
    manor.create("admissionregistration.k8s.io/v1/validatingwebhookconfigurations", """
        {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration,
         metadata: {name: strict}, webhooks: [{name: strict.example.com, failurePolicy: Fail,
           sideEffects: None, admissionReviewVersions: [v1],
           clientConfig: {url: 'https://checker.example.com/'},
           rules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE],
             resources: [secrets]}]}]}""");
    manor.cluster().webhooks().serve("checker.example.com:443", FaultsTest::approved);
    Fault down = new Fault.WebhookDown("checker.example.com:443");
    manor.cluster().accidents().begin(down);

    assertThatThrownBy(() -> manor.create("namespaces/default/secrets",
        "{apiVersion: v1, kind: Secret, metadata: {name: s}}"))
        .hasMessageContaining("failed calling webhook \\\"strict.example.com\\\"")
        .hasMessageContaining("connection refused");

    manor.cluster().accidents().end(down);
    manor.create("namespaces/default/secrets",
        "{apiVersion: v1, kind: Secret, metadata: {name: s}}");
    assertThat(manor.exists("namespaces/default/secrets/s")).as(manor::timeline).isTrue();
  }

  private static JsonNode approved(JsonNode review) {
    ObjectNode answer = Json.object().put("apiVersion", "admission.k8s.io/v1")
        .put("kind", "AdmissionReview");
    answer.putObject("response").put("uid", Json.text(review, "request.uid"))
        .put("allowed", true);
    return answer;
  }

  @Test
  void the_log_leads_back_from_what_happened_to_the_fault() {
    Manor manor = calm(11);
    manor.cluster().accidents().begin(new Fault.NodeCrash("node-b"));
    manor.seconds(70);

    Entry tainted = manor.cluster().log().entries().reversed().stream()
        .filter(entry -> entry.verb().equals("patch") && entry.object().equals("nodes/node-b"))
        .findFirst().orElseThrow();
    Entry first = tainted;
    while (first.because() != 0) first = entry(manor, first.because()).orElseThrow();

    assertThat(first.toLine()).as(manor::timeline).contains("machine begin node-crash node-b");
  }

  @Test
  void a_pod_exists_because_of_its_set_and_is_bound_because_it_exists() {
    Manor manor = calm(12);
    Entry bound = manor.cluster().log().entries().stream()
        .filter(entry -> entry.verb().equals("bind") && entry.object().contains("/web-"))
        .findFirst().orElseThrow();

    List<String> chain = new ArrayList<>();
    for (Entry entry = bound; entry.because() != 0;) {
      entry = entry(manor, entry.because()).orElseThrow();
      chain.add(entry.verb() + " " + entry.object());
    }

    assertThat(chain).as(manor::timeline)
        .anyMatch(line -> line.startsWith("create pods/default"))
        .anyMatch("create replicasets/default/web"::equals);
  }

  private static Optional<Entry> entry(Manor manor, long sequence) {
    return manor.cluster().log().entries().stream()
        .filter(entry -> entry.sequence() == sequence).findFirst();
  }
}
