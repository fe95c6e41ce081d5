package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
class DeploymentTest {

  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final Workshop shop = Workshop.calm(7);

  /// "The Deployment creates a ReplicaSet that creates three replicated Pods"
  /// (#creating-a-deployment).
  @Test
  void a_deployment_makes_a_replica_set_that_makes_its_pods() {
    shop.deployment("web", 3).settle();

    Resource set = shop.all("replicasets").getFirst();
    String hash = set.metadata().labels().get("pod-template-hash");
    assertThat(hash).matches("[bcdfghjklmnpqrstvwxz2456789]{5,10}");
    assertThat(set.name()).isEqualTo("web-" + hash);
    assertThat(set.metadata().labels()).containsEntry("app", "web");
    assertThat(Json.text(set.tree(), "spec.selector.matchLabels.pod-template-hash"))
        .isEqualTo(hash);
    assertThat(set.metadata().annotations())
        .containsEntry("deployment.kubernetes.io/desired-replicas", "3")
        .containsEntry("deployment.kubernetes.io/max-replicas", "4").containsEntry(REVISION, "1");
    assertThat(shop.readyPods()).hasSize(3)
        .allSatisfy(pod -> assertThat(pod.name()).startsWith("web-" + hash + "-"));
    assertThat(shop.notes("deployments/web")).containsExactly(
        "ScalingReplicaSet: Scaled up replica set web-" + hash + " from 0 to 3");
  }

  /// "status: True, reason: NewReplicaSetAvailable means that the Deployment is complete"
  /// (#complete-deployment).
  @Test
  void its_status_says_when_it_is_complete_and_nothing_is_written_after() {
    shop.deployment("web", 3).settle();
    String set = shop.names("replicasets").getFirst();

    assertThat(shop.get("deployments/web", "status.availableReplicas")).isEqualTo("3");
    assertThat(shop.get("deployments/web", "status.updatedReplicas")).isEqualTo("3");
    assertThat(shop.get("deployments/web", "status.observedGeneration")).isEqualTo("1");
    assertThat(shop.get("deployments/web", "metadata.generation")).isEqualTo("1");
    assertThat(shop.get("deployments/web").path("metadata").path("annotations").path(REVISION)
        .asString("")).isEqualTo("1");
    assertThat(shop.condition("deployments/web", "Available"))
        .isEqualTo("True MinimumReplicasAvailable: Deployment has minimum availability.");
    assertThat(shop.condition("deployments/web", "Progressing")).isEqualTo(
        "True NewReplicaSetAvailable: ReplicaSet \"" + set + "\" has successfully progressed.");

    String version = shop.get("deployments/web", "metadata.resourceVersion");
    shop.advance(Duration.ofMinutes(30));
    assertThat(shop.get("deployments/web", "metadata.resourceVersion")).isEqualTo(version);
  }

  /// "ensures that at least 75% of the desired number of Pods are up (25% max unavailable)" and
  /// "at most 125%" (#updating-a-deployment): of 10, at least 8 and at most 13.
  @Test
  void a_rolling_update_keeps_its_bounds_at_every_moment() {
    shop.deployment("web", 10).settle();
    shop.image("deployments/web", "httpd");

    shop.watch(Duration.ofSeconds(25), now -> {
      assertThat(now.pods().size()).as(now::timeline).isLessThanOrEqualTo(13);
      assertThat(now.readyPods().size()).as(now::timeline).isGreaterThanOrEqualTo(8);
    });

    assertThat(shop.readyPods()).hasSize(10).allSatisfy(pod -> assertThat(
        pod.tree().path("spec").path("containers").path(0).path("image").asString(""))
        .isEqualTo("httpd"));
    assertThat(shop.all("replicasets")).hasSize(2);
    assertThat(shop.get("replicasets/" + shop.all("replicasets").getFirst().name(),
        "spec.replicas")).isEqualTo("0");
  }

  /// "A Deployment's rollout is triggered if and only if the Deployment's Pod template is changed"
  /// (#updating-a-deployment).
  @Test
  void a_new_number_of_replicas_is_no_new_version() {
    shop.deployment("web", 2).settle();
    shop.scale("deployments/web", 5).settle();

    assertThat(shop.all("replicasets")).hasSize(1);
    assertThat(shop.readyPods()).hasSize(5);
    String set = shop.names("replicasets").getFirst();
    assertThat(shop.notes("deployments/web"))
        .contains("ScalingReplicaSet: Scaled up replica set " + set + " from 2 to 5");
  }

  /// "All existing Pods are killed before new ones are created" (#recreate-deployment).
  @Test
  void recreate_lets_the_last_old_pod_go_before_the_first_new_one_comes() {
    shop.deployment("web", 3).settle();
    shop.patch("deployments/web", "{spec: {strategy: {type: Recreate, rollingUpdate: null}}}");
    shop.image("deployments/web", "httpd");

    shop.watch(Duration.ofSeconds(50), now -> assertThat(now.all("pods").stream()
        .map(pod -> pod.metadata().labels().get("pod-template-hash")).distinct().count())
        .as(now::timeline).isLessThanOrEqualTo(1));

    assertThat(shop.readyPods()).hasSize(3);
    assertThat(shop.condition("deployments/web", "Progressing")).contains("NewReplicaSetAvailable");
  }

  /// "a Deployment's revision history is stored in the ReplicaSets it controls" and an undo makes
  /// "a new revision" (#rolling-back-to-a-previous-revision).
  @Test
  void going_back_to_an_earlier_template_finds_its_replica_set_and_numbers_it_anew() {
    shop.deployment("web", 2).settle();
    String first = shop.names("replicasets").getFirst();
    shop.image("deployments/web", "httpd").settle();
    shop.image("deployments/web", "nginx").settle();

    assertThat(shop.all("replicasets")).hasSize(2);
    Resource again = shop.all("replicasets").getFirst();
    assertThat(again.name()).isEqualTo(first);
    assertThat(again.metadata().annotations()).containsEntry(REVISION, "3")
        .containsEntry("deployment.kubernetes.io/revision-history", "1");
    assertThat(Json.text(again.tree(), "spec.replicas")).isEqualTo("2");
  }

  /// "Progress deadline exceeded: type Progressing, status False, reason ProgressDeadlineExceeded";
  /// "Kubernetes takes no action on a stalled Deployment other than to report" (#failed-deployment).
  @Test
  void a_roll_out_that_is_stuck_is_reported_and_not_undone() {
    shop.deployment("web", 4).settle();
    shop.patch("deployments/web", "{spec: {progressDeadlineSeconds: 60}}");
    shop.image("deployments/web", "ngnix").advance(Duration.ofSeconds(90));

    String stuck = shop.all("replicasets").getLast().name();
    assertThat(shop.condition("deployments/web", "Progressing")).isEqualTo(
        "False ProgressDeadlineExceeded: ReplicaSet \"" + stuck
            + "\" has timed out progressing.");
    assertThat(shop.condition("deployments/web", "Available")).startsWith("True");
    assertThat(shop.readyPods()).hasSize(3);

    shop.image("deployments/web", "httpd").settle();
    assertThat(shop.condition("deployments/web", "Progressing")).contains("NewReplicaSetAvailable");
    assertThat(shop.readyPods()).hasSize(4);
  }

  /// "you can pause rollouts … apply multiple fixes in between pausing and resuming without
  /// triggering unnecessary rollouts" (#pausing-and-resuming-a-deployment).
  @Test
  void a_paused_deployment_waits_and_then_rolls_once() {
    shop.deployment("web", 2).settle();
    shop.patch("deployments/web", "{spec: {paused: true}}").settle();
    assertThat(shop.condition("deployments/web", "Progressing"))
        .isEqualTo("Unknown DeploymentPaused: Deployment is paused");

    shop.image("deployments/web", "httpd").advance(Duration.ofMinutes(1));
    shop.image("deployments/web", "caddy").advance(Duration.ofMinutes(1));
    assertThat(shop.all("replicasets")).hasSize(1);

    shop.patch("deployments/web", "{spec: {paused: false}}").settle();
    assertThat(shop.all("replicasets")).hasSize(2);
    assertThat(shop.condition("deployments/web", "Progressing")).contains("NewReplicaSetAvailable");
  }

  /// "the Deployment controller … balances the additional replicas in the existing active
  /// ReplicaSets": of 10 rolling with 8 old and 5 new, 5 more go 3 to the old and 2 to the new
  /// (#proportional-scaling).
  @Test
  void in_the_middle_of_a_roll_out_each_version_takes_its_share_of_a_new_size() {
    shop.deployment("web", 10).settle();
    shop.patch("deployments/web",
        "{spec: {strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}}}").settle();
    shop.image("deployments/web", "nowhere/to-be-found").advance(Duration.ofSeconds(30));
    assertThat(sizes()).containsExactly("8", "5");

    shop.scale("deployments/web", 15).advance(Duration.ofSeconds(30));

    assertThat(sizes()).containsExactly("11", "7");
  }

  /// "The rest will be garbage-collected in the background" beyond `revisionHistoryLimit`
  /// (#clean-up-policy).
  @Test
  void only_so_many_old_replica_sets_stay() {
    shop.deployment("web", 1).settle();
    shop.patch("deployments/web", "{spec: {revisionHistoryLimit: 1}}");
    for (String image : List.of("httpd", "caddy", "redis")) {
      shop.image("deployments/web", image).settle();
    }

    assertThat(shop.all("replicasets").stream()
        .map(set -> set.metadata().annotations().get(REVISION))).containsExactly("3", "4");
  }

  /// "newly created Pod should be ready without any of its containers crashing, for it to be
  /// considered available" for `minReadySeconds` (#min-ready-seconds).
  @Test
  void a_pod_counts_only_after_it_has_been_ready_for_long_enough() {
    shop.deployment("web", 2).settle();
    shop.patch("deployments/web", "{spec: {minReadySeconds: 20}}").settle();
    shop.image("deployments/web", "httpd").advance(Duration.ofSeconds(15));
    assertThat(shop.readyPods().size()).isEqualTo(3);

    shop.advance(Duration.ofSeconds(60)).settle();
    assertThat(shop.condition("deployments/web", "Progressing")).contains("NewReplicaSetAvailable");
  }

  /// The selector and template of a ReplicaSet that nobody owns match: the Deployment makes it its
  /// own (#selector).
  @Test
  void an_orphaned_replica_set_is_adopted() {
    shop.deployment("web", 2).settle();
    String set = shop.names("replicasets").getFirst();
    shop.patch("replicasets/" + set, "{metadata: {ownerReferences: null}}").settle();

    assertThat(shop.all("replicasets")).hasSize(1);
    assertThat(shop.get("replicasets/" + set, "metadata.ownerReferences")).contains("Deployment");
  }

  /// `collisionCount`: "the Deployment controller uses this field as a collision avoidance
  /// mechanism when it needs to create the name for the newest ReplicaSet".
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
  @Test
  void a_name_that_is_taken_by_a_stranger_is_avoided() {
    shop.deployment("web", 1).settle();
    String name = shop.names("replicasets").getFirst();
    shop.delete("deployments/web").delete("replicasets/" + name).settle();
    shop.create("""
        {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: %s}, spec: {replicas: 0,
          selector: {matchLabels: {app: other}}, template: {metadata: {labels: {app: other}},
          spec: {containers: [{name: main, image: nginx}]}}}}""".formatted(name));
    shop.deployment("web", 1).settle();

    assertThat(shop.get("deployments/web", "status.collisionCount")).isEqualTo("1");
    assertThat(shop.readyPods()).hasSize(1);
    assertThat(shop.all("replicasets")).hasSize(2);
  }

  /// "Rollover: it adds the ReplicaSet that it was scaling up previously to its list of old
  /// ReplicaSets and starts scaling it down" (#rollover-aka-multiple-updates-in-flight).
  @Test
  void a_second_change_in_a_hurry_does_not_wait_for_the_first() {
    shop.deployment("web", 5).settle();
    shop.image("deployments/web", "httpd").advance(Duration.ofMillis(300));
    shop.image("deployments/web", "caddy").settle();

    assertThat(sizes()).containsExactly("0", "0", "5");
    assertThat(shop.readyPods()).hasSize(5);
  }

  /// A controller keeps nothing in memory that it cannot read again
  /// (https://kubernetes.io/docs/concepts/architecture/controller/).
  @Test
  void a_restart_in_the_middle_of_a_roll_out_goes_unnoticed() {
    shop.deployment("web", 6).settle();
    shop.image("deployments/web", "httpd").advance(Duration.ofMillis(700));
    shop.cluster().unplug("kcm.deployment");
    shop.advance(Duration.ofMinutes(2));
    shop.cluster().plugIn("kcm.deployment");
    shop.settle();

    assertThat(sizes()).containsExactly("0", "6");
  }

  private List<String> sizes() {
    return shop.all("replicasets").stream()
        .sorted(Comparator.comparing(set -> set.metadata().annotations().get(REVISION)))
        .map(set -> Json.text(set.tree(), "spec.replicas")).toList();
  }
}
