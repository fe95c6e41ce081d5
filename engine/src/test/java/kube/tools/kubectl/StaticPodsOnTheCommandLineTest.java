package kube.tools.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Static Pods as kubectl meets them.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
class StaticPodsOnTheCommandLineTest {

  private final Terminal terminal;

  StaticPodsOnTheCommandLineTest(@TempDir Path folder) {
    terminal = new Terminal(folder);
    terminal.cluster().disks().write("node-a", "/etc/kubernetes/manifests/web.yaml", """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: c, image: nginx}]}
        """);
    terminal.cluster().advance(Duration.ofSeconds(25));
  }

  /// "kubectl drain ignores mirror Pods, because those cannot be deleted through the API server."
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/generated/kubectl_drain/
  @Test
  void drain_leaves_the_mirror_where_it_is() {
    assertThat(terminal.type("drain node-a --ignore-daemonsets").code()).isZero();
    terminal.cluster().advance(Duration.ofSeconds(10));

    assertThat(terminal.type("get pods").out()).contains("web-node-a").contains("Running");
  }

  /// The notes about a static Pod name it as its kubelet does; describe finds them all the same.
  @Test
  void describe_tells_what_happened_to_the_pod_behind_the_mirror() {
    assertThat(terminal.type("describe pod web-node-a").out())
        .contains("Controlled By:  Node/node-a", "Started", "Container started");
  }

  @Test
  void delete_seems_to_work_and_changes_nothing() {
    assertThat(terminal.type("delete pod web-node-a --wait=false").out())
        .contains("pod \"web-node-a\" deleted");
    terminal.cluster().advance(Duration.ofSeconds(5));

    assertThat(terminal.type("get pods").out()).contains("web-node-a");
  }
}
