package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
class DaemonSetTest {

  private final Workshop shop = Workshop.calm(23);

  /// "A DaemonSet ensures that all (or some) Nodes run a copy of a Pod"; "the DaemonSet controller
  /// … adds … node affinity" and "the default scheduler … binds the Pod"
  /// (#how-daemon-pods-are-scheduled).
  @Test
  void every_node_runs_one_pod_that_asks_for_it() {
    set("", "");
    shop.settle();

    assertThat(nodes()).containsExactly("node-a", "node-b", "node-c");
    String pod = shop.names("pods").getFirst();
    assertThat(shop.get("pods/" + pod, "spec.affinity")).contains("\"matchFields\"",
        "metadata.name");
    assertThat(shop.get("pods/" + pod, "spec.tolerations")).contains(
        "node.kubernetes.io/unschedulable", "node.kubernetes.io/memory-pressure");
    assertThat(shop.get("daemonsets/agent", "status.numberAvailable")).isEqualTo("3");
    assertThat(shop.notes("daemonsets/agent")).hasSize(3)
        .allMatch(note -> note.startsWith("SuccessfulCreate: Created pod: agent-"));
  }

  /// "The DaemonSet controller automatically adds a set of tolerations to DaemonSet Pods"
  /// (#taints-and-tolerations).
  @Test
  void its_pods_bear_six_taints_by_themselves_and_a_seventh_on_the_hosts_network() {
    set("", "hostNetwork: true,");
    shop.settle();

    assertThat(shop.get("pods/" + shop.names("pods").getFirst()).path("spec").path("tolerations")
        .valueStream().map(one -> Json.text(one, "key").replace("node.kubernetes.io/", "") + ":"
            + Json.text(one, "effect")))
        .containsExactly("not-ready:NoExecute", "unreachable:NoExecute",
            "disk-pressure:NoSchedule", "memory-pressure:NoSchedule", "pid-pressure:NoSchedule",
            "unschedulable:NoSchedule", "network-unavailable:NoSchedule");
  }

  /// Its Pod is for one node: the others are out before any rule is asked
  /// (#how-daemon-pods-are-scheduled).
  @Test
  void a_pod_that_its_node_has_no_room_for_says_so_and_counts_the_others_apart() {
    set("", "");
    shop.settle().patch("daemonsets/agent", "{spec: {template: {spec: {containers: [{name: main,"
        + " image: nginx, resources: {requests: {cpu: 40}}}]}}}}").advance(Duration.ofSeconds(20));

    String waiting = shop.pods().stream().filter(pod -> !Workshop.isReady(pod)).findFirst()
        .orElseThrow().name();
    assertThat(shop.notes("pods/" + waiting)).contains("FailedScheduling: 0/3 nodes are available:"
        + " 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to"
        + " deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for"
        + " scheduling.");
  }

  /// "If you specify a .spec.template.spec.nodeSelector, then the DaemonSet controller will create
  /// Pods on nodes which match"; "as nodes are removed … those Pods are garbage collected".
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#running-pods-on-select-nodes
  @Test
  void only_nodes_with_the_label_run_it_and_only_as_long_as_they_have_it() {
    shop.patch("nodes/node-b", "{metadata: {labels: {disk: ssd}}}");
    set("", "nodeSelector: {disk: ssd},");
    shop.settle();
    assertThat(nodes()).containsExactly("node-b");

    shop.patch("nodes/node-c", "{metadata: {labels: {disk: ssd}}}").settle();
    shop.patch("nodes/node-b", "{metadata: {labels: {disk: null}}}").settle();
    assertThat(nodes()).containsExactly("node-c");
  }

  /// "node.kubernetes.io/unschedulable … DaemonSet Pods tolerate unschedulable attributes"
  /// (#taints-and-tolerations); another taint keeps them away.
  @Test
  void a_cordoned_node_still_gets_its_pod_and_a_tainted_one_does_not() {
    shop.patch("nodes/node-a", "{spec: {unschedulable: true}}");
    shop.patch("nodes/node-b", "{spec: {taints: [{key: gpu, value: x, effect: NoSchedule}]}}")
        .settle();
    set("", "");
    shop.settle();

    assertThat(nodes()).containsExactly("node-a", "node-c");
    assertThat(shop.get("daemonsets/agent", "status.desiredNumberScheduled")).isEqualTo("2");
  }

  /// "maxUnavailable … default 1": after an update "old DaemonSet pods will be killed, and new …
  /// created automatically" (https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/).
  @Test
  void an_update_goes_from_node_to_node() {
    set("", "");
    shop.settle().image("daemonsets/agent", "httpd");
    shop.watch(Duration.ofSeconds(30),
        now -> assertThat(now.readyPods().size()).as(now::timeline).isGreaterThanOrEqualTo(2));
    shop.settle();

    assertThat(nodes()).containsExactly("node-a", "node-b", "node-c");
    assertThat(images()).containsOnly("httpd");
    assertThat(shop.get("daemonsets/agent", "status.updatedNumberScheduled")).isEqualTo("3");
    assertThat(shop.names("controllerrevisions")).hasSize(2);
  }

  /// "maxSurge … the new pod is created on a node before the old one is deleted".
  ///
  /// https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
  @Test
  void with_surge_the_new_pod_comes_before_the_old_one_goes() {
    set("updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}},", "");
    shop.settle().image("daemonsets/agent", "httpd");
    shop.watch(Duration.ofSeconds(30),
        now -> assertThat(now.readyPods().size()).as(now::timeline).isBetween(3, 4));
    shop.settle();

    assertThat(nodes()).containsExactly("node-a", "node-b", "node-c");
    assertThat(images()).containsOnly("httpd");
  }

  /// "OnDelete: … new DaemonSet pods will only be created when you manually delete old ones".
  ///
  /// https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
  @Test
  void on_delete_waits_for_somebody_to_delete_the_pod() {
    set("updateStrategy: {type: OnDelete},", "");
    shop.settle().image("daemonsets/agent", "httpd").settle();
    assertThat(images()).containsOnly("nginx");

    shop.delete("pods/" + shop.names("pods").getFirst()).settle();
    assertThat(images()).containsExactlyInAnyOrder("nginx", "nginx", "httpd");
  }

  /// "node.kubernetes.io/unreachable NoExecute: DaemonSet Pods will not be evicted".
  @Test
  void its_pod_is_not_evicted_from_a_node_that_is_gone() {
    set("", "");
    shop.settle().cluster().fail("node-b");
    shop.advance(Duration.ofMinutes(10));

    assertThat(nodes()).containsExactly("node-a", "node-b", "node-c");
  }

  private void set(String more, String podMore) {
    shop.create("""
        {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {%s
          selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}},
          spec: {%s terminationGracePeriodSeconds: 1,
          containers: [{name: main, image: nginx}]}}}}""".formatted(more, podMore));
  }

  private List<String> nodes() {
    return shop.pods().stream().map(pod -> Json.text(pod.tree(), "spec.nodeName")).sorted()
        .toList();
  }

  private List<String> images() {
    return shop.pods().stream().map(pod -> Json.text(
        pod.tree().path("spec").path("containers").path(0), "image")).toList();
  }
}
