package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// Which range of addresses each node gets.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/networking/
class RangesTest {

  /// https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
  @Test
  void a_node_without_a_range_gets_the_first_that_nobody_has() {
    Town town = Town.calm(1);
    for (String name : new String[]{"x", "y"}) {
      town.create("{apiVersion: v1, kind: Node, metadata: {name: " + name + "}}");
    }
    town.settle();

    assertThat(range(town, "node-a")).isEqualTo("10.244.1.0/24");
    assertThat(range(town, "x")).isEqualTo("10.244.0.0/24");
    assertThat(range(town, "y")).isEqualTo("10.244.4.0/24");
  }

  /// https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
  @Test
  void the_range_of_a_node_that_is_gone_is_free_again() {
    Town town = Town.calm(2).create("{apiVersion: v1, kind: Node, metadata: {name: x}}").settle();

    town.delete("nodes/x").settle()
        .create("{apiVersion: v1, kind: Node, metadata: {name: z}}").settle();

    assertThat(range(town, "z")).isEqualTo("10.244.0.0/24");
  }

  private static String range(Town town, String node) {
    return Json.text(town.get("nodes/" + node), "spec.podCIDR");
  }
}
