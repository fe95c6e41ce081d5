package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.client.Result;
import kube.foundation.machine.Faults;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
class RolloutBoundsTest {

  private static final int SEEDS = 4;

  /// "the total number of Pods running at any time during the update is at most" replicas plus surge,
  /// and what is wished for never falls below replicas minus unavailable, whatever is late or lost.
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
  @Test
  void the_bounds_hold_however_late_the_caches_are() {
    for (long draw = 0; draw < SEEDS; draw++) {
      long seed = 5 * draw;
      Faults.Plan faults = Faults.Plan.calm().withDelays(Duration.ofMillis(1),
          Duration.ofMillis(200 + 40 * seed)).withWatchSilenced(seed % 3 == 0 ? 0.003 : 0);
      Workshop shop = Workshop.of(Cluster.Plan.standard(seed));
      shop.deployment("web", 6).settle().cluster().faults().follow(faults);
      shop.image("deployments/web", "httpd").watch(Duration.ofSeconds(4), this::check);
      shop.image("deployments/web", "caddy").watch(Duration.ofSeconds(2), this::check);
      shop.cluster().unplug("kcm.deployment");
      shop.cluster().plugIn("kcm.deployment");
      shop.watch(Duration.ofSeconds(12), this::check);
      shop.cluster().faults().follow(Faults.Plan.calm());
      shop.advance(Duration.ofMinutes(2)).settle();

      assertThat(shop.get("deployments/web", "status.updatedReplicas")).as(shop::timeline)
          .isEqualTo("6");
      assertThat(shop.readyPods()).as(shop::timeline).hasSize(6);
    }
  }

  /// The controller's place can be taken by another part; one that does nothing rolls nothing out.
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
  @Test
  void another_part_can_take_the_place_of_the_controller() {
    Parts parts = Parts.ours()
        .with(Slot.DEPLOYMENT_CONTROLLER,
            () -> (key, all, sets, pods, control, clock) -> Result.done());
    Workshop shop = Workshop.of(Cluster.Plan.standard(3).withParts(parts));
    shop.deployment("web", 2).settle();

    assertThat(shop.names("deployments")).containsExactly("web");
    assertThat(shop.names("replicasets")).isEmpty();
  }

  /// 6 Pods, 25 % each: at most 8, at least 5.
  private void check(Workshop shop) {
    int wished = shop.all("replicasets").stream().map(Resource::tree)
        .mapToInt(set -> Json.number(set, "spec.replicas", 0)).sum();
    assertThat(wished).as(shop::timeline).isBetween(5, 8);
    assertThat(shop.readyPods().size()).as(shop::timeline).isGreaterThanOrEqualTo(5);
  }
}
