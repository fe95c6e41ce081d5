package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.node.containerruntime.slot.CriRuntime;
import kube.node.containerruntime.slot.SmallRuntime;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// Somebody else keeps the sandboxes and containers of each machine, as exercise X30 asks for.
///
/// https://kubernetes.io/docs/concepts/containers/cri/
class RuntimeSlotTest {

  private static Manor with(Supplier<CriRuntime> runtime) {
    Manor manor = Manor.of(Cluster.Plan.standard(1).withNodes(1)).seconds(10);
    pod(manor, "old", "3600");
    manor.seconds(10).cluster().use(Parts.ours().with(Slot.CRI_RUNTIME, runtime));
    pod(manor, "web", "3600");
    pod(manor, "weak", "2");
    return manor.seconds(40);
  }

  private static void pod(Manor manor, String name, String seconds) {
    manor.create("namespaces/default/pods", "{apiVersion: v1, kind: Pod, metadata: {name: " + name
        + "}, spec: {terminationGracePeriodSeconds: 5, containers: [{name: c, image: busybox,"
        + " command: [sleep, '" + seconds + "']}]}}");
  }

  private static String condition(Manor manor, String pod) {
    return manor.condition("namespaces/default/pods/" + pod, "Ready");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
  @Test
  void another_runtime_starts_restarts_and_ends_containers_and_leaves_the_old_ones_alone() {
    Manor manor = with(SmallRuntime::new);
    int restarts = manor.get("namespaces/default/pods/weak").path("status")
        .path("containerStatuses").path(0).path("restartCount").asInt();
    manor.delete("namespaces/default/pods/web").delete("namespaces/default/pods/old").seconds(20);

    assertThat(manor.cluster().culprits()).as(manor::timeline).isEmpty();
    assertThat(restarts).isBetween(1, 3);
    assertThat(manor.names("namespaces/default/pods")).containsExactly("weak");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
  @Test
  void one_that_kills_at_once_is_sent_away_and_the_rest_runs_on() {
    Manor manor = with(() -> new SmallRuntime() {
      @Override
      public void stop(String id, Duration grace) {
        super.stop(id, Duration.ZERO);
      }
    });
    assertThat(condition(manor, "web")).as(manor::timeline).startsWith("True");
    manor.delete("namespaces/default/pods/web").seconds(20);

    assertThat(manor.cluster().culprits().get("node.runtime")).as(manor::timeline)
        .contains("it killed a program that had until");
    assertThat(manor.names("namespaces/default/pods")).containsExactly("old", "weak");
    assertThat(condition(manor, "old")).startsWith("True");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
  @Test
  void one_that_never_kills_is_found_out_when_the_grace_is_over() {
    Manor manor = with(() -> new SmallRuntime() {
      @Override
      public void stop(String id, Duration grace) {
        // It hopes for the best.
      }
    });
    manor.delete("namespaces/default/pods/web").seconds(20);

    assertThat(manor.cluster().culprits().get("node.runtime")).as(manor::timeline)
        .contains("still runs 2 s after the end of its grace");
    assertThat(manor.names("namespaces/default/pods")).containsExactly("old", "weak");
  }
}
