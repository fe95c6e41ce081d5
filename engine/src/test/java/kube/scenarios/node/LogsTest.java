package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.Cluster;
import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// What containers write, where it lies, and which part of it people get.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/logging/
class LogsTest {

  private static final String CONFIG = "/var/lib/kubelet/config.yaml";

  private final Machines machines = Machines.one();
  private final Cluster cluster = machines.cluster();

  private Machines counter() {
    return machines.pod("counter", "containers: [{name: c, image: busybox, command: [sh, -c, "
        + "'i=1; while true; do echo line $i; i=$((i+1)); sleep 1; done']}]");
  }

  private String folder(String pod) {
    return "/var/log/pods/default_" + pod + "_" + Json.text(machines.pod(pod), "metadata.uid")
        + "/c";
  }

  /// "/var/log/pods/<namespace>_<pod_name>_<pod_id>/<container_name>/<restart count>.log", in the
  /// format of CRI: time, stream, `F` for a full line.
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
  @Test
  void the_log_of_a_container_is_a_file_of_its_machine() {
    counter().seconds(5);
    String folder = folder("counter");
    assertThat(cluster.disks().list("node-a", folder)).containsExactly("0.log");
    assertThat(cluster.disks().read("node-a", folder + "/0.log").orElse("").lines().findFirst()
        .orElse("")).matches("2026-01-01T00:00:\\d\\d(\\.\\d+)?Z stdout F line 1");

    machines.delete("pods/counter").seconds(40);
    assertThat(cluster.disks().list("node-a", "/var/log/pods")).isEmpty();
  }

  /// "containerLogMaxSize (default 10Mi)" and "containerLogMaxFiles (default 5)"; "only the contents of
  /// the latest log file are available through kubectl logs".
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
  @Test
  void a_log_that_grows_is_put_aside_and_people_get_the_newest_file_only() {
    cluster.disks().write("node-a", CONFIG,
        "kind: KubeletConfiguration\ncontainerLogMaxSize: 150\ncontainerLogMaxFiles: 3\n");
    cluster.unplug("kubelet/node-a");
    cluster.plugIn("kubelet/node-a");
    counter().seconds(134);

    List<String> files = cluster.disks().list("node-a", folder("counter"));
    assertThat(files).hasSize(3).anyMatch(name -> name.matches("0\\.log\\.20260101-\\d{6}"))
        .anyMatch(name -> name.matches("0\\.log\\.20260101-\\d{6}\\.gz")).contains("0.log");
    assertThat(machines.log("counter", "")).doesNotContain("line 1\n").contains("line 1");
  }

  /// `--tail`, `--since`, `--limit-bytes` and `--timestamps`.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/
  @Test
  void people_may_ask_for_a_part_of_it() {
    counter().seconds(30);
    String all = machines.log("counter", "");
    List<String> lines = all.lines().toList();

    assertThat(machines.log("counter", "?tailLines=2").lines().toList())
        .isEqualTo(lines.subList(lines.size() - 2, lines.size()));
    assertThat(machines.log("counter", "?sinceSeconds=5").lines().toList()).hasSizeBetween(5, 6)
        .isSubsetOf(lines);
    assertThat(machines.log("counter", "?limitBytes=10")).isEqualTo("line 1\nlin");
    assertThat(machines.log("counter", "?timestamps=true&tailLines=1"))
        .matches("2026-01-01T00:00:\\d\\d\\.\\d{9}Z line \\d+\n");
    assertThat(machines.log("counter", "?tailLines=0")).isEmpty();
  }

  /// "--previous: print the logs for the previous instance of the container in a pod if it exists."
  /// "By default, if a container restarts, the kubelet keeps one terminated container with its logs."
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
  @Test
  void the_run_before_is_kept_and_no_older_one() {
    machines.pod("web", "containers: [{name: c, image: busybox, command: [sh, -c, "
        + "'echo hello; exit 1']}]").seconds(2);
    assertThat(machines.log("web", "?previous=true")).isEqualTo("hello\n");
    machines.seconds(45);

    assertThat(cluster.disks().list("node-a", folder("web"))).hasSizeBetween(1, 2)
        .doesNotContain("0.log");
    machines.pod("calm", "containers: [{name: c, image: nginx}]").seconds(8);
    assertThat(machines.log("calm", "?previous=true")).contains(
        "previous terminated container \\\"c\\\" in pod \\\"calm\\\" not found");
  }
}
