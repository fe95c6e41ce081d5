package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.machine.Faults;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// What the programs of the control plane must not lose, and not see twice, when their streams are
/// disturbed: "…client libraries resume a watch from the last resource version they saw"
/// (https://kubernetes.io/docs/concepts/architecture/controller/ and
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes).
class MissedNewsTest {

  private static final String PODS = "namespaces/default/pods";
  private static final String HOUSE = "namespaces/default/configmaps/house";
  private static final String SET = "apps/v1/namespaces/default/replicasets/web";

  private static String onlyPod(Manor manor) {
    return PODS + "/" + manor.names(PODS).getFirst();
  }

  /// Seed 5372 of the chaos: the ReplicaSet controller waits to see a Pod that it made. While the
  /// stream was silent the Pod came and went, and then a neighbour started and listed anew.
  @Test
  void a_neighbour_that_starts_hides_nothing_from_a_controller_that_waits() {
    Manor manor = Manor.calm(1);
    manor.cluster().unplug("kcm.replicaset");
    manor.replicaSet("web", 1).seconds(2);
    manor.cluster().faults().follow(Faults.Plan.calm().withWatchSilenced(1));
    manor.cluster().plugIn("kcm.replicaset");
    manor.advance(Duration.ofMillis(150));
    manor.cluster().faults().follow(Faults.Plan.calm());
    manor.delete(onlyPod(manor));
    assertThat(manor.names(PODS)).isEmpty();

    manor.cluster().unplug("kcm.garbage");
    manor.cluster().plugIn("kcm.garbage");
    manor.seconds(60);

    assertThat(manor.names(PODS)).as(manor::timeline).hasSize(1);
  }

  @Test
  void news_still_on_the_wire_when_the_stream_ends_bring_nobody_back_to_life() {
    Manor manor = Manor.calm(2);
    manor.cluster().faults().follow(Faults.Plan.calm()
        .withDelays(Duration.ofMillis(1_400), Duration.ofMillis(1_400)));
    manor.replicaSet("web", 1).advance(Duration.ofMillis(1_450));
    String first = onlyPod(manor);
    manor.cluster().unplug("apiserver");
    manor.cluster().plugIn("apiserver");
    manor.cluster().faults().follow(Faults.Plan.calm());
    manor.delete(first).seconds(60);

    assertThat(manor.names(PODS)).as(manor::timeline).hasSize(1);
    assertThat(onlyPod(manor)).isNotEqualTo(first);
    assertThat(manor.condition(onlyPod(manor), "Ready")).startsWith("True");
  }

  /// Seed 5951 of the chaos: 65,000 Pods in 25 seconds. The ReplicaSet was gone, its controller did not
  /// hear of it, and each Pod that the garbage collector took away was made again.
  @Test
  void a_set_that_is_gone_gets_no_Pods_although_its_controller_has_not_heard_of_it() {
    Manor manor = Manor.calm(3);
    manor.configMap("house").replicaSet("web", 3).patch(SET, "{metadata: {ownerReferences: ["
        + "{apiVersion: v1, kind: ConfigMap, name: house, uid: " + manor.uid(HOUSE) + "}]}}");
    manor.seconds(40);
    manor.cluster().faults().follow(Faults.Plan.calm().withWatchSilenced(1));
    manor.patch(SET, "{metadata: {labels: {its: stream-falls-silent}}}");
    manor.advance(Duration.ofMillis(100));
    manor.cluster().faults().follow(Faults.Plan.calm());
    manor.cluster().unplug("kcm.garbage");
    manor.cluster().plugIn("kcm.garbage");
    manor.seconds(1);
    long before = manor.cluster().log().lastSequence();

    manor.delete(HOUSE).seconds(60);

    assertThat(manor.names(PODS)).as(manor::timeline).isEmpty();
    assertThat(manor.cluster().log().after(before).stream()
        .filter(entry -> entry.verb().equals("create") && entry.object().startsWith("pods/")))
        .as(manor::timeline).hasSizeLessThanOrEqualTo(6);
  }
}
