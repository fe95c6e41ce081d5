package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
class LeftoversTest {

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
  @Test
  void pods_of_a_node_that_was_deleted_are_failed_and_removed() {
    Manor manor = Manor.calm(1).replicaSet("web", 3).seconds(20);
    manor.cluster().fail("node-b");
    manor.delete("nodes/node-b").seconds(30);
    assertThat(onNodeB(manor)).as("given time").isEqualTo(1);

    manor.seconds(60);

    assertThat(onNodeB(manor)).as(manor::timeline).isZero();
    assertThat(manor.cluster().log().entries()).anyMatch(entry -> entry.actor().equals("kcm.podgc")
        && entry.detail().equals("its node node-b no longer exists"));
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
  @Test
  void a_pod_that_is_deleted_before_it_has_a_node_does_not_hang() {
    Manor manor = Manor.calm(2);
    manor.cluster().unplug("scheduler");
    manor.create("namespaces/default/pods", """
        {apiVersion: v1, kind: Pod, metadata: {name: early, finalizers: [example.com/bin]},
         spec: {containers: [{name: main, image: nginx}]}}""").seconds(1);
    manor.delete("namespaces/default/pods/early").seconds(1);

    manor.patch("namespaces/default/pods/early", "{metadata: {finalizers: null}}").seconds(30);

    assertThat(manor.exists("namespaces/default/pods/early")).as(manor::timeline).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
  @Test
  void pods_of_a_node_out_of_service_go_without_its_word() {
    Manor manor = Manor.calm(3).replicaSet("web", 3).seconds(20);
    manor.cluster().fail("node-b");
    manor.seconds(70);
    var taints = Json.at(manor.get("nodes/node-b"), "spec.taints").deepCopy();
    ((tools.jackson.databind.node.ArrayNode) taints).addObject()
        .put("key", "node.kubernetes.io/out-of-service").put("value", "nodeshutdown")
        .put("effect", "NoExecute");
    manor.patch("nodes/node-b", "{spec: {taints: " + Json.text(taints) + "}}").seconds(40);

    assertThat(onNodeB(manor)).as(manor::timeline).isZero();
  }

  private static long onNodeB(Manor manor) {
    return manor.get("namespaces/default/pods").path("items").valueStream()
        .filter(pod -> Json.text(pod, "spec.nodeName").equals("node-b")).count();
  }
}
