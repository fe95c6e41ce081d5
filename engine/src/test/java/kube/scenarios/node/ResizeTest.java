package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// Containers that get more or less while they run. The machine has 4 processors and 8 GiB.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
class ResizeTest {

  private final Machines machines = Machines.one();

  private Machines pod(String name, String cpu, String resizePolicy) {
    return machines.pod(name, """
        containers:
        - {name: main, image: nginx, resizePolicy: [%s], resources: {
            limits: {memory: 200Mi, cpu: '%s'}, requests: {memory: 200Mi, cpu: '%s'}}}
        """.formatted(resizePolicy, cpu, cpu)).seconds(10);
  }

  private Machines resize(String name, String cpu, String memory) {
    return machines.strategic("pods/" + name + "/resize", """
        {"spec":{"containers":[{"name":"main","resources":{"requests":{"cpu":"%1$s","memory":"%2$s"},
          "limits":{"cpu":"%1$s","memory":"%2$s"}}}]}}""".formatted(cpu, memory));
  }

  private String has(String pod, String path) {
    return Json.text(machines.container(pod, "main"), path);
  }

  /// "NotRequired: Apply the resource change to the container without restarting it."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
  @Test
  void more_processor_comes_without_a_restart() {
    pod("web", "700m", "");
    String id = has("web", "containerID");

    resize("web", "800m", "200Mi").advance(Duration.ofMillis(500));
    assertThat(machines.condition("web", "PodResizeInProgress")).isEqualTo("True");
    assertThat(has("web", "allocatedResources.cpu")).isEqualTo("800m");
    machines.seconds(3);

    assertThat(has("web", "resources.limits.cpu")).as(machines::timeline).isEqualTo("800m");
    assertThat(has("web", "containerID")).isEqualTo(id);
    assertThat(Json.number(machines.container("web", "main"), "restartCount", -1)).isZero();
    assertThat(machines.condition("web", "PodResizeInProgress")).isEmpty();
    String text = "{\"containers\":[{\"name\":\"main\",\"resources\":{\"limits\":{\"cpu\":\"800m\","
        + "\"memory\":\"200Mi\"},\"requests\":{\"cpu\":\"800m\",\"memory\":\"200Mi\"}}}],"
        + "\"generation\":2}";
    assertThat(machines.notes("web")).contains("ResizeStarted: Pod resize started: " + text,
        "ResizeCompleted: Pod resize completed: " + text);
  }

  /// "…the scheduler uses the maximum of a container's desired requests, allocated requests and
  /// actual requests" while a resize is pending.
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
  @Test
  void what_a_pod_gives_up_is_free_when_its_node_has_taken_it_back() {
    pod("big", "3", "");
    machines.cluster().unplug("kubelet/node-a");
    resize("big", "500m", "200Mi");
    pod("next", "2", "");
    assertThat(machines.condition("next", "PodScheduled")).as(machines::timeline)
        .isEqualTo("False Unschedulable");

    machines.cluster().plugIn("kubelet/node-a");
    machines.seconds(60);

    assertThat(machines.phase("next")).as(machines::timeline).isEqualTo("Running");
  }

  /// "Infeasible: The resize cannot be accommodated on the current node."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
  @Test
  void what_can_never_be_granted_takes_no_room_from_others() {
    pod("dreamer", "1", "");
    resize("dreamer", "1000", "200Mi").seconds(5);
    assertThat(machines.condition("dreamer", "PodResizePending")).contains("Infeasible");

    pod("next", "2", "");

    assertThat(machines.phase("next")).as(machines::timeline).isEqualTo("Running");
  }

  /// "RestartContainer: Restart the container to apply the new resource values."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
  @Test
  void a_program_that_reads_its_limits_once_is_restarted() {
    pod("web", "700m", "{resourceName: memory, restartPolicy: RestartContainer}");

    resize("web", "800m", "200Mi").seconds(3);
    assertThat(Json.number(machines.container("web", "main"), "restartCount", -1)).isZero();

    resize("web", "800m", "300Mi").seconds(5);
    assertThat(Json.number(machines.container("web", "main"), "restartCount", -1))
        .as(machines::timeline).isEqualTo(1);
    assertThat(has("web", "resources.limits.memory")).isEqualTo("300Mi");
    assertThat(machines.notes("web"))
        .contains("Killing: Container main resize requires restart");
    assertThat(machines.condition("web", "PodResizeInProgress")).isEmpty();
    assertThat(machines.phase("web")).isEqualTo("Running");
  }

  /// "reason: Infeasible: The requested resize is impossible on the current node (for example,
  /// requesting more resources than the node has)."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
  @Test
  void what_the_machine_does_not_have_is_infeasible() {
    pod("web", "700m", "");
    resize("web", "1000", "200Mi").seconds(15);

    assertThat(machines.condition("web", "PodResizePending")).isEqualTo("True Infeasible");
    assertThat(machines.pod("web").toString()).contains("Node didn't have enough capacity: cpu,"
        + " requested: 1000000, capacity: 4000");
    assertThat(has("web", "resources.limits.cpu")).isEqualTo("700m");
    assertThat(machines.notes("web").stream().filter(note -> note.startsWith(
        "ResizeInfeasible: Pod resize Infeasible: "))).hasSize(1);

    resize("web", "700m", "200Mi").seconds(3);
    assertThat(machines.condition("web", "PodResizePending")).isEmpty();
  }

  /// "reason: Deferred: The requested resize is currently not possible, but might become feasible
  /// later (for example if another pod is removed). The kubelet will retry the resize."
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
  @Test
  void what_others_have_is_deferred_until_they_go() {
    pod("web", "1", "");
    pod("other", "2", "");
    resize("web", "3", "200Mi").seconds(15);
    assertThat(machines.condition("web", "PodResizePending")).isEqualTo("True Deferred");
    assertThat(machines.pod("web").toString()).contains("Node didn't have enough resource: cpu,"
        + " requested: 3000, used: 2000, capacity: 4000");

    machines.delete("pods/other").seconds(60);

    assertThat(machines.condition("web", "PodResizePending")).as(machines::timeline).isEmpty();
    assertThat(has("web", "resources.limits.cpu")).isEqualTo("3");
  }
}
