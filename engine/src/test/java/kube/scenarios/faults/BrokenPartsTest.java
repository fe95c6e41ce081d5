package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.garbage.Action;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.controlplane.controllermanager.garbage.ObjectName;
import kube.foundation.api.Json;
import kube.foundation.client.Result;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// Somebody puts a broken part into a slot: the rest of the cluster lives on, ours takes its place,
/// and the culprit is named in the log and by `kubectl get componentstatuses`.
class BrokenPartsTest {

  private static <T> Manor with(long seed, Slot<T> slot, Supplier<? extends T> broken) {
    return Manor.of(Cluster.Plan.standard(seed).withParts(Parts.ours().with(slot, broken)));
  }

  private static void thenTheRestLives(Manor manor, String culprit, String reason) {
    manor.replicaSet("web", 2).namespace("later").seconds(30);
    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("2");
    assertThat(manor.exists("namespaces/later/serviceaccounts/default")).isTrue();
    assertThat(manor.cluster().log().entries()).anyMatch(entry -> entry.verb().equals("fall-back")
        && entry.object().equals(culprit) && entry.detail().contains(reason));
    assertThat(manor.get("componentstatuses").path("items").valueStream()
        .filter(part -> Json.text(part, "metadata.name").equals(culprit))
        .map(part -> Json.text(part.path("conditions").get(0), "status") + " "
            + Json.text(part.path("conditions").get(0), "message")))
        .singleElement().asString().startsWith("False the part in this slot failed")
        .contains(reason);
  }

  @Test
  void a_part_that_throws() {
    Manor manor = with(1, Slot.SERVICE_ACCOUNT_CONTROLLER, () -> (_, _) -> {
      throw new IllegalStateException("no accounts today");
    });

    thenTheRestLives(manor, "kcm.serviceaccount", "it threw java.lang.IllegalStateException: no"
        + " accounts today");
  }

  @Test
  void a_part_that_calls_itself_without_end() {
    Manor manor = with(2, Slot.NODE_LIFECYCLE, () -> (_, _, _) -> {
      endless(1);
      return List.of();
    });

    thenTheRestLives(manor, "kcm.nodelifecycle", "it called itself without end");
  }

  private static int endless(int depth) {
    return depth == 0 ? 0 : endless(depth + 1) + 1;
  }

  @Test
  void a_part_that_floods_the_api_server() {
    Manor manor = with(3, Slot.SERVICE_ACCOUNT_CONTROLLER, () -> (room, accounts) -> {
      for (int number = 0; number < 20_000; number++) {
        var _ = accounts.create(room.metadata().name(), "Not A Name " + number);
      }
      return Result.done();
    });

    thenTheRestLives(manor, "kcm.serviceaccount", "it floods the API server");
  }

  @Test
  void a_part_that_is_never_done() {
    Manor manor = with(4, Slot.SERVICE_ACCOUNT_CONTROLLER,
        () -> (_, _) -> Result.after(java.time.Duration.ZERO));

    thenTheRestLives(manor, "kcm.serviceaccount", "never lets time go on");
  }

  @Test
  void a_part_that_lies_about_what_is_garbage() {
    Manor manor = with(5, Slot.GARBAGE_COLLECTOR, Vandal::new);

    thenTheRestLives(manor, "kcm.gc", "which nobody owns");
    assertThat(manor.exists("nodes/node-a")).isTrue();
  }

  /// Calls everything garbage that it sees.
  private static final class Vandal implements GarbageCollector {

    private ObjectName last = new ObjectName("v1", "Pod",
        new kube.foundation.api.Key("default", "none"), "");

    @Override
    public Collection<String> seen(Member object) {
      last = object.name();
      return List.of(object.name().uid());
    }

    @Override
    public Collection<String> gone(ObjectName object) {
      return List.of();
    }

    @Override
    public Judgement judge(String uid, Living living) {
      return new Judgement(List.of(new Action.Delete(last, "Background", "I say so")), List.of(),
          "");
    }
  }

  @Test
  void a_part_that_does_nothing_is_left_alone_and_can_be_taken_out_again() {
    Manor manor = with(6, Slot.SERVICE_ACCOUNT_CONTROLLER,
        () -> (_, _) -> Result.done());
    assertThat(manor.names("serviceaccounts")).as(manor::timeline).isEmpty();

    manor.cluster().use(Parts.ours());
    manor.seconds(5);

    assertThat(manor.names("serviceaccounts")).as(manor::timeline).hasSize(4);
  }

  /// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/component-status-v1/
  @Test
  void an_unplugged_scheduler_is_unhealthy() {
    Manor manor = Manor.calm(7);
    assertThat(manor.names("componentstatuses")).containsExactly("controller-manager", "etcd-0",
        "scheduler");
    manor.cluster().unplug("scheduler");

    assertThat(Json.text(manor.get("componentstatuses/scheduler").path("conditions").get(0),
        "message")).isEqualTo("Get \"https://127.0.0.1:10259/healthz\": dial tcp 127.0.0.1:10259:"
            + " connect: connection refused");
  }
}
