package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.Cluster;
import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A machine whose disk, processes or memory run short, and what it gives up for it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
class PressureTest {

  private static final String CONFIG = "/var/lib/kubelet/config.yaml";

  private final Machines machines = Machines.one();
  private final Cluster cluster = machines.cluster();

  private void configure(String settings) {
    cluster.disks().write("node-a", CONFIG, "kind: KubeletConfiguration\n" + settings);
    cluster.unplug("kubelet/node-a");
    cluster.plugIn("kubelet/node-a");
    machines.seconds(12);
  }

  private String nodeCondition(String type) {
    for (JsonNode one : machines.get("nodes/node-a").path("status").path("conditions")) {
      if (Json.text(one, "type").equals(type)) {
        return Json.text(one, "status") + " " + Json.text(one, "reason");
      }
    }
    return "";
  }

  private String taints() {
    return machines.get("nodes/node-a").path("spec").path("taints").toString();
  }

  private String message(String pod) {
    return Json.text(machines.pod(pod), "status.message");
  }

  private List<String> images() {
    return machines.get("nodes/node-a").path("status").path("images").valueStream()
        .map(image -> image.path("names").path(1).asString("")).toList();
  }

  private void filler(String name, String more) {
    machines.pod(name, """
        volumes: [{name: v, emptyDir: {}}]
        containers:
        - {name: c, image: busybox, command: [sleep, infinity],
           volumeMounts: [{name: v, mountPath: /data}]}
        """ + more);
  }

  /// "nodefs.available<10%", "imagefs.available<15%" by default; the node reports "DiskPressure" and
  /// the control plane taints it with "node.kubernetes.io/disk-pressure".
  @Test
  void a_disk_that_runs_full_ends_the_pod_that_filled_it() {
    filler("modest", "");
    filler("greedy", "");
    machines.seconds(8);
    machines.shell("modest", "c", "fallocate -l 1G /data/x");
    machines.shell("greedy", "c", "fallocate -l 60G /data/x");
    machines.seconds(15);

    assertThat(machines.phase("greedy")).isEqualTo("Failed");
    assertThat(message("greedy")).matches("The node was low on resource: ephemeral-storage\\. "
        + "Threshold quantity: 6871947673, available: \\d+Ki\\. Container c was using \\d+, request "
        + "is 0, has larger consumption of ephemeral-storage\\. ");
    assertThat(machines.notes("greedy")).contains("Evicted: " + message("greedy"));
    assertThat(machines.phase("modest")).isEqualTo("Running");
    assertThat(nodeCondition("DiskPressure")).isEqualTo("True KubeletHasDiskPressure");
    assertThat(taints()).contains("node.kubernetes.io/disk-pressure");
    assertThat(machines.notes("node-a"))
        .contains("NodeHasDiskPressure: Node node-a status is now: NodeHasDiskPressure");
  }

  /// "eviction-pressure-transition-period … default 5m": the condition stays for so long.
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void a_condition_stays_for_five_minutes_after_the_shortage() {
    filler("greedy", "");
    machines.seconds(8);
    machines.shell("greedy", "c", "fallocate -l 60G /data/x");
    machines.seconds(20).delete("pods/greedy").advance(Duration.ofMinutes(4));
    assertThat(nodeCondition("DiskPressure")).isEqualTo("True KubeletHasDiskPressure");

    machines.advance(Duration.ofMinutes(2));
    assertThat(nodeCondition("DiskPressure")).isEqualTo("False KubeletHasNoDiskPressure");
    assertThat(taints()).doesNotContain("disk-pressure");
  }

  /// "The kubelet reclaims node level resources before it evicts end-user pods": dead ones, and
  /// "deletes all unused images".
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void unused_images_go_before_any_pod_does() {
    machines.pod("once", "{restartPolicy: Never, containers: [{name: c, image: inside-out/job}]}");
    filler("greedy", "");
    machines.seconds(25).delete("pods/once").seconds(15);
    assertThat(images()).contains("docker.io/inside-out/job:latest");
    machines.shell("greedy", "c", "fallocate -l 58G /data/x");
    machines.seconds(12);

    assertThat(machines.timeline()).contains("remove-image inside-out/job");
    assertThat(machines.phase("greedy")).isEqualTo("Running");
  }

  /// While a node is under pressure, its kubelet refuses Pods that somebody assigned to it all the
  /// same, but for those that the cluster cannot do without.
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void a_node_under_pressure_refuses_new_pods_but_critical_ones() {
    filler("greedy", "");
    machines.seconds(8);
    machines.shell("greedy", "c", "fallocate -l 60G /data/x");
    machines.seconds(20);
    machines.pod("late", "{nodeName: node-a, containers: [{name: c, image: nginx}]}");
    machines.pod("needed", "{nodeName: node-a, priorityClassName: system-node-critical, "
        + "containers: [{name: c, image: nginx}]}").seconds(8);

    assertThat(machines.phase("late")).isEqualTo("Failed");
    assertThat(message("late"))
        .isEqualTo("Pod was rejected: The node had condition: [DiskPressure]. ");
    assertThat(machines.phase("needed")).isEqualTo("Running");
  }

  /// Who exceeds its requests goes first; among those the lower priority; a critical Pod never.
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void priority_decides_among_those_who_exceed_and_critical_pods_stay() {
    machines.create("scheduling.k8s.io/v1/priorityclasses", "{apiVersion: scheduling.k8s.io/v1, "
        + "kind: PriorityClass, metadata: {name: high}, value: 1000}");
    filler("critical", "priorityClassName: system-node-critical\n");
    filler("high", "priorityClassName: high\n");
    filler("low", "");
    machines.seconds(8);
    for (String pod : List.of("critical", "high")) {
      machines.shell(pod, "c", "fallocate -l 29G /data/x");
    }
    machines.shell("low", "c", "fallocate -l 1G /data/x");
    machines.seconds(12);
    assertThat(machines.phase("low")).isEqualTo("Failed");
    assertThat(machines.phase("high")).isEqualTo("Running");

    machines.seconds(12);
    assertThat(machines.phase("high")).isEqualTo("Failed");
    assertThat(machines.phase("critical")).isEqualTo("Running");
  }

  /// "evictionSoft" with "evictionSoftGracePeriod": the kubelet "does not evict pods until the grace
  /// period is exceeded", and then the Pod gets "evictionMaxPodGracePeriod".
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void a_soft_threshold_counts_when_its_grace_is_over() {
    configure("""
        evictionSoft: {nodefs.available: 50%}
        evictionSoftGracePeriod: {nodefs.available: 1m30s}
        evictionMaxPodGracePeriod: 60
        """);
    filler("greedy", "");
    machines.seconds(8);
    machines.shell("greedy", "c", "fallocate -l 40G /data/x");
    machines.seconds(80);
    assertThat(machines.phase("greedy")).isEqualTo("Running");
    assertThat(nodeCondition("DiskPressure")).isEqualTo("True KubeletHasDiskPressure");

    machines.seconds(30);
    assertThat(message("greedy")).startsWith("The node was low on resource: ephemeral-storage. "
        + "Threshold quantity: 32Gi, available: ");
  }

  /// "pid.available": there is no threshold by default; with one the node reports "PIDPressure".
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void a_program_that_forks_without_end_is_ended_where_there_is_a_threshold_for_processes() {
    machines.pod("bomb", "containers: [{name: c, image: inside-out/forker, env: [{name: STEP, "
        + "value: '1000'}]}]").seconds(40);
    assertThat(machines.phase("bomb")).isEqualTo("Running");
    assertThat(nodeCondition("PIDPressure")).isEqualTo("False KubeletHasSufficientPID");

    configure("evictionHard: {pid.available: '20000'}\n");
    machines.seconds(40);
    assertThat(machines.phase("bomb")).isEqualTo("Failed");
    assertThat(message("bomb")).startsWith("The node was low on resource: pids. Threshold "
        + "quantity: 20000, available: ").doesNotContain("Container c");
    assertThat(nodeCondition("PIDPressure")).isEqualTo("True KubeletHasInsufficientPID");
    assertThat(taints()).contains("node.kubernetes.io/pid-pressure");
  }

  /// "If the containers' total usage exceeds the limit": their sum holds for volumes as well.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
  @Test
  void volumes_count_towards_the_limits_of_all_containers_together() {
    machines.pod("web", """
        volumes: [{name: v, emptyDir: {}}]
        containers:
        - name: c
          image: busybox
          command: [sleep, infinity]
          resources: {limits: {ephemeral-storage: 1Gi}}
          volumeMounts: [{name: v, mountPath: /data}]
        """).seconds(8);
    machines.shell("web", "c", "fallocate -l 2G /data/x");
    machines.seconds(12);

    assertThat(message("web")).isEqualTo("Pod ephemeral local storage usage exceeds the total "
        + "limit of containers 1Gi. ");
  }

  /// "imageGCHighThresholdPercent" 85 and "imageGCLowThresholdPercent" 80: the kubelet "deletes images
  /// in order based on the last time they were used, starting with the oldest first".
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void a_disk_above_the_high_mark_loses_the_images_that_were_not_used_for_longest() {
    configure("imageGCHighThresholdPercent: 10\nimageGCLowThresholdPercent: 9\n");
    for (String image : List.of("postgres", "inside-out/job", "httpd")) {
      String name = image.replaceFirst(".*/", "");
      machines.pod(name, "containers: [{name: c, image: " + image + "}]").seconds(20)
          .delete("pods/" + name).seconds(40);
    }
    filler("user", "");
    machines.seconds(8);
    machines.shell("user", "c", "fallocate -l 6370M /data/x");
    machines.advance(Duration.ofMinutes(6));

    assertThat(images()).contains("docker.io/library/busybox:latest");
    assertThat(images()).doesNotContain("docker.io/library/postgres:latest");
    assertThat(machines.phase("user")).isEqualTo("Running");
  }

  /// "status.images": what the scheduler's plugin ImageLocality reads.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
  @Test
  void a_node_tells_its_images_and_the_scheduler_prefers_it_for_a_large_one() {
    Machines two = Machines.of(3);
    two.pod("first", "{nodeName: node-b, containers: [{name: c, image: postgres}]}").seconds(30);
    JsonNode image = two.get("nodes/node-b").path("status").path("images").path(0);
    assertThat(image.path("names").path(0).asString(""))
        .matches("docker\\.io/library/postgres@sha256:[0-9a-f]{64}");
    assertThat(image.path("names").path(1).asString(""))
        .isEqualTo("docker.io/library/postgres:latest");
    assertThat(image.path("sizeBytes").asLong(0)).isEqualTo(125_000_000);

    two.delete("pods/first").seconds(40);
    two.pod("second", "containers: [{name: c, image: 'postgres:latest'}]").seconds(10);
    assertThat(Json.text(two.pod("second"), "spec.nodeName")).isEqualTo("node-b");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
  @Test
  void a_pod_may_ask_for_a_part_of_the_disk_and_is_placed_by_it() {
    machines.pod("much", "containers: [{name: c, image: nginx, resources: {requests: "
        + "{ephemeral-storage: 100Gi}}}]")
        .pod("some", "containers: [{name: c, image: nginx, resources: {requests: "
            + "{ephemeral-storage: 10Gi}}}]")
        .seconds(8);

    assertThat(machines.phase("some")).isEqualTo("Running");
    assertThat(machines.notes("much")).anyMatch(note -> note.startsWith("FailedScheduling: 0/1 "
        + "nodes are available: 1 Insufficient ephemeral-storage"));
  }
}
