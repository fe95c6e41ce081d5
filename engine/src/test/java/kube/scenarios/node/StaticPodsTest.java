package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.Cluster;
import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Pods that a machine finds in a folder of its own disk, without anybody's order.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
class StaticPodsTest {

  private static final String FILE = "/etc/kubernetes/manifests/web.yaml";
  private static final String WEB = """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {role: myrole}}
      spec:
        containers: [{name: c, image: 'nginx:1', ports: [{containerPort: 80}]}]
      """;

  private final Machines machines = Machines.one();
  private final Cluster cluster = machines.cluster();

  private String uid() {
    return Json.text(machines.pod("web-node-a"), "metadata.uid");
  }

  private String annotation(String name) {
    return machines.pod("web-node-a").path("metadata").path("annotations").path(name)
        .asString("");
  }

  /// "The Pod names will be suffixed with the node hostname with a leading hyphen" and "the kubelet
  /// automatically tries to create a mirror Pod on the Kubernetes API server".
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void a_file_in_the_folder_becomes_a_pod_that_the_api_shows() {
    cluster.disks().write("node-a", FILE, WEB);
    machines.seconds(20);

    JsonNode mirror = machines.pod("web-node-a");
    assertThat(Json.text(mirror, "status.phase")).isEqualTo("Running");
    assertThat(Json.text(mirror, "spec.nodeName")).isEqualTo("node-a");
    assertThat(Json.text(mirror, "metadata.labels.role")).isEqualTo("myrole");
    assertThat(annotation("kubernetes.io/config.source")).isEqualTo("file");
    assertThat(annotation("kubernetes.io/config.mirror")).matches("[0-9a-f]{32}")
        .isEqualTo(annotation("kubernetes.io/config.hash"));
    assertThat(mirror.path("metadata").path("ownerReferences").toString())
        .contains("\"kind\":\"Node\"", "\"name\":\"node-a\"", "\"controller\":true");
    assertThat(mirror.path("spec").path("tolerations").toString())
        .contains("{\"operator\":\"Exists\",\"effect\":\"NoExecute\"}");
    assertThat(machines.log("web-node-a", "")).contains("ready for start up");
  }

  /// "Running kubelet periodically scans the configured directory for changes and adds/removes Pods
  /// as files appear/disappear in this directory."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void the_pod_goes_with_its_file() {
    cluster.disks().write("node-a", FILE, WEB);
    machines.seconds(20);
    cluster.disks().remove("node-a", FILE);
    machines.seconds(20);

    assertThat(machines.exists("web-node-a")).isFalse();
    assertThat(machines.notes("web-node-a")).contains("Killing: Stopping container c");
  }

  /// "What happens if you delete the mirror Pod? … You'll see that the Pod is still running."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void who_deletes_the_mirror_deletes_nothing_else() {
    cluster.disks().write("node-a", FILE, WEB);
    machines.seconds(20);
    String before = uid();
    String container = Json.text(machines.container("web-node-a", "c"), "containerID");
    machines.delete("pods/web-node-a").seconds(5);

    assertThat(uid()).isNotEqualTo(before);
    assertThat(machines.phase("web-node-a")).isEqualTo("Running");
    assertThat(machines.isReady("web-node-a")).isTrue();
    assertThat(Json.text(machines.container("web-node-a", "c"), "containerID"))
        .isEqualTo(container);
    assertThat(Json.number(machines.container("web-node-a", "c"), "restartCount", -1)).isZero();
  }

  /// "If you later edit the file, the kubelet replaces the Pod": another content is another hash.
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void a_changed_file_is_another_pod_that_waits_for_the_end_of_the_one_before() {
    cluster.disks().write("node-a", FILE, WEB);
    machines.seconds(20);
    String hash = annotation("kubernetes.io/config.hash");
    cluster.disks().write("node-a", FILE, WEB.replace("nginx:1", "httpd:2"));
    machines.seconds(30);

    assertThat(annotation("kubernetes.io/config.hash")).isNotEqualTo(hash);
    assertThat(Json.text(machines.container("web-node-a", "c"), "image"))
        .isEqualTo("docker.io/library/httpd:2");
    assertThat(machines.phase("web-node-a")).isEqualTo("Running");
    assertThat(machines.shell("web-node-a", "c", "curl -s localhost"))
        .contains("Welcome to Apache!");
  }

  /// "Static Pods are managed directly by the kubelet daemon on a specific node, without the API
  /// server observing them."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void it_needs_neither_api_server_nor_scheduler() {
    cluster.fail("node-a");
    cluster.unplug("scheduler");
    cluster.unplug("apiserver");
    cluster.disks().write("node-a", FILE, WEB);
    cluster.recover("node-a");
    machines.seconds(15);
    assertThat(machines.timeline()).contains("runtime/node-a print c — nginx: ready for start up");

    cluster.plugIn("apiserver");
    machines.seconds(40);
    assertThat(machines.isReady("web-node-a")).isTrue();
    assertThat(Json.number(machines.container("web-node-a", "c"), "restartCount", -1)).isZero();
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void a_kubelet_that_comes_back_finds_it_running() {
    cluster.disks().write("node-a", FILE, WEB);
    machines.seconds(20);
    String before = uid();
    cluster.unplug("kubelet/node-a");
    machines.seconds(5);
    cluster.plugIn("kubelet/node-a");
    machines.seconds(30);

    assertThat(uid()).isEqualTo(before);
    assertThat(machines.isReady("web-node-a")).isTrue();
    assertThat(Json.number(machines.container("web-node-a", "c"), "restartCount", -1)).isZero();
  }

  /// "The spec of a static Pod cannot refer to other API objects (e.g., ServiceAccount, ConfigMap,
  /// Secret, etc)." A broken file does not disturb its neighbours.
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void a_file_that_is_no_pod_or_refers_to_the_api_is_left_out_and_its_neighbour_is_not() {
    cluster.disks().write("node-a", "/etc/kubernetes/manifests/a.yaml", "{ not: [yaml");
    cluster.disks().write("node-a", "/etc/kubernetes/manifests/b.yaml", """
        apiVersion: v1
        kind: Pod
        metadata: {name: asks}
        spec: {containers: [{name: c, image: nginx, envFrom: [{configMapRef: {name: x}}]}]}
        """);
    cluster.disks().write("node-a", FILE, WEB);
    machines.seconds(20);

    assertThat(machines.isReady("web-node-a")).isTrue();
    assertThat(machines.exists("asks-node-a")).isFalse();
    assertThat(machines.timeline()).contains("static pods may not reference configmaps",
        "kubelet/node-a refuse /etc/kubernetes/manifests/a.yaml — couldn't parse as pod");
  }

  /// The mirror tolerates every NoExecute taint, is owned by its node, and goes with it.
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  @Test
  void a_no_execute_taint_does_not_move_it_and_its_mirror_goes_with_its_node() {
    Machines two = Machines.of(2);
    two.cluster().disks().write("node-b", FILE, WEB);
    two.seconds(20);
    two.node("node-b", "{\"spec\":{\"taints\":[{\"key\":\"k\",\"effect\":\"NoExecute\"}]}}")
        .seconds(30);
    assertThat(two.isReady("web-node-b")).isTrue();

    two.cluster().fail("node-b");
    two.remove("nodes/node-b").advance(Duration.ofMinutes(2));
    assertThat(two.exists("web-node-b")).isFalse();
  }
}
