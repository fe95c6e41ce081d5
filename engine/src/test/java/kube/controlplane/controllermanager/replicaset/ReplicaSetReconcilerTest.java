package kube.controlplane.controllermanager.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Result;
import org.junit.jupiter.api.Test;

/// What one look at a ReplicaSet comes to.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
class ReplicaSetReconcilerTest {

  private final Tray tray = new Tray();

  @Test
  void missing_pods_are_created_and_then_nothing_more_is_asked() {
    ReplicaSet web = tray.wish("web", 3);

    tray.look(web);
    assertThat(tray.asked).containsExactly("create", "create", "create", "status");
    tray.look(web);
    assertThat(tray.asked).containsExactly("status");
    assertThat(tray.look(web)).isEqualTo(Result.done());
    assertThat(tray.asked).isEmpty();
    assertThat(tray.status(web)).isEqualTo(new ReplicaSetStatus(3, 3, 0, 0, 1));
  }

  @Test
  void surplus_pods_are_deleted() {
    ReplicaSet web = tray.wish("web", 1);
    tray.ready(tray.owned("a", web));
    tray.phase(tray.owned("b", web), "Pending");

    tray.look(web);
    assertThat(tray.pods()).containsExactly("a");
  }

  @Test
  void a_matching_orphan_is_adopted_and_counts_at_once() {
    ReplicaSet web = tray.wish("web", 1);
    tray.orphan("stranger", "web");

    tray.look(web);
    assertThat(tray.asked).containsExactly("adopt stranger", "status");
    tray.look(web);
    assertThat(tray.asked).isEmpty();
  }

  @Test
  void a_pod_whose_label_was_changed_is_released_and_replaced() {
    ReplicaSet web = tray.wish("web", 1);
    tray.relabel(tray.owned("patient", web), "quarantine");

    tray.look(web);
    assertThat(tray.asked).containsExactly("release patient", "create", "status");
    assertThat(tray.pods()).containsExactly("patient", "web-1");
  }

  @Test
  void pods_of_another_owner_are_left_alone_whatever_their_labels_and_names() {
    ReplicaSet web = tray.wish("web", 1);
    ReplicaSet blue = tray.wish("blue", 2);
    tray.owned("mine", web);
    tray.owned("theirs", "web", blue);
    Metadata now = web.metadata();
    Metadata before = new Metadata(now.namespace(), now.name(), "uid-of-yesterday", "", 1,
        now.labels(), now.annotations(), List.of(), List.of(), now.creationTimestamp(),
        now.deletionTimestamp());
    tray.owned("yesterdays", "web", withMetadata(web, before));

    tray.look(web);
    assertThat(tray.asked).containsExactly("status");
    assertThat(tray.status(web).replicas()).isEqualTo(1);
  }

  @Test
  void terminating_and_finished_pods_keep_no_place() {
    ReplicaSet web = tray.wish("web", 3);
    tray.terminate(tray.owned("leaving", web));
    tray.phase(tray.owned("failed", web), "Failed");
    tray.owned("alive", web);

    tray.look(web);
    assertThat(tray.asked).containsExactly("create", "create", "status");
  }

  @Test
  void nothing_is_done_twice_while_the_cache_is_behind() {
    ReplicaSet web = tray.wish("web", 3);
    tray.look(web);

    for (int i = 0; i < 5; i++) {
      assertThat(tray.pass(web)).isInstanceOf(Result.After.class);
      assertThat(tray.asked).isEmpty();
    }
    tray.show();
    tray.put(withReplicas(web, 1));
    tray.pass(web);
    tray.pass(web);
    tray.look(web);
    assertThat(tray.pods()).hasSize(1);
  }

  @Test
  void a_change_that_never_shows_is_waited_for_five_minutes_and_no_longer() {
    ReplicaSet web = tray.wish("web", 1);
    tray.look(web);

    assertThat(tray.pass(web)).isEqualTo(Result.after(Duration.ofMinutes(5)));
    tray.advance(Duration.ofMinutes(5));
    tray.pass(web);
    assertThat(tray.asked).contains("create");
  }

  @Test
  void a_new_set_of_the_same_name_does_not_wait_for_what_the_old_one_did() {
    ReplicaSet web = tray.wish("web", 1);
    tray.look(web);
    Metadata old = web.metadata();
    tray.put(withMetadata(web, new Metadata(old.namespace(), old.name(), "another-uid", "", 1,
        old.labels(), old.annotations(), List.of(), List.of(), old.creationTimestamp(),
        old.deletionTimestamp())));

    tray.pass(web);
    assertThat(tray.asked).contains("create");
  }

  @Test
  void creation_starts_slowly_and_stops_after_the_batch_that_was_refused() {
    ReplicaSet web = tray.wish("web", 500);
    tray.quota(5);

    Result result = tray.look(web);
    assertThat(tray.asked.stream().filter("create"::equals)).hasSize(1 + 2 + 4);
    assertThat(result).isEqualTo(Result.retry("pods \"web-\" is forbidden: exceeded quota"));
    assertThat(tray.pods()).hasSize(5);
    tray.look(web);
    assertThat(tray.status(web).replicas()).isEqualTo(5);
  }

  @Test
  void a_restart_in_the_middle_neither_loses_nor_doubles_anything() {
    ReplicaSet web = tray.wish("web", 5);
    tray.quota(2);
    tray.look(web);
    tray.controller = new ReplicaSetReconciler();
    tray.quota(100);

    tray.look(web);
    tray.look(web);
    assertThat(tray.pods()).hasSize(5);
  }

  @Test
  void a_set_that_is_being_deleted_neither_creates_nor_adopts() {
    ReplicaSet web = tray.wish("web", 3);
    Metadata now = web.metadata();
    tray.put(withMetadata(web, new Metadata(now.namespace(), now.name(), now.uid(), "", 1,
        now.labels(), now.annotations(), List.of(), List.of("foregroundDeletion"),
        now.creationTimestamp(), Optional.of(tray.now()))));
    tray.orphan("stranger", "web");

    tray.look(web);
    assertThat(tray.asked).containsExactly("status");
  }

  @Test
  void a_set_that_is_gone_is_forgotten() {
    ReplicaSet web = tray.wish("web", 3);
    tray.look(web);
    tray.forget(web);

    assertThat(tray.look(web)).isEqualTo(Result.done());
    assertThat(tray.asked).isEmpty();
  }

  @Test
  void a_ready_pod_is_available_after_its_minimum_ready_time() {
    ReplicaSet web = tray.wish("web", 1, Duration.ofSeconds(10));
    tray.ready(tray.owned("a", web));

    assertThat(tray.look(web)).isEqualTo(Result.after(Duration.ofSeconds(10)));
    assertThat(tray.status(web)).isEqualTo(new ReplicaSetStatus(1, 1, 1, 0, 1));
    tray.advance(Duration.ofSeconds(10));
    assertThat(tray.pass(web)).isEqualTo(Result.done());
    assertThat(tray.status(web).availableReplicas()).isEqualTo(1);
  }

  @Test
  void at_most_500_pods_are_created_in_one_pass() {
    ReplicaSet web = tray.wish("web", 600);

    tray.look(web);
    assertThat(tray.pods()).hasSize(500);
    tray.look(web);
    assertThat(tray.pods()).hasSize(600);
  }

  @Test
  void a_pod_that_is_already_gone_needs_no_retry() {
    ReplicaSet web = tray.wish("web", 0);
    Pod pod = tray.owned("a", web);
    tray.show();
    tray.delete(pod, web);

    assertThat(tray.pass(web)).isEqualTo(Result.done());
    assertThat(tray.asked).containsExactly("delete a", "status");
  }

  @Test
  void two_sets_with_one_selector_share_no_pods() {
    ReplicaSet web = tray.wish("web", 2);
    ReplicaSet twin = tray.put(withMetadata(web, new Metadata("shop", "twin", "uid-of-twin", "", 1,
        web.metadata().labels(), web.metadata().annotations(), List.of(), List.of(),
        web.metadata().creationTimestamp(), web.metadata().deletionTimestamp())));

    IntStream.range(0, 4).forEach(round -> {
      tray.look(web);
      tray.look(twin);
    });
    assertThat(tray.pods()).containsExactly("twin-3", "twin-4", "web-1", "web-2");
  }

  private static ReplicaSet withReplicas(ReplicaSet set, int replicas) {
    return new ReplicaSet(set.metadata(), replicas, set.selector(), set.minReady(),
        set.template(), set.templateLabels(), set.status());
  }

  private static ReplicaSet withMetadata(ReplicaSet set, Metadata metadata) {
    return new ReplicaSet(metadata, set.replicas(), set.selector(), set.minReady(),
        set.template(), set.templateLabels(), set.status());
  }
}
