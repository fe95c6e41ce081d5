package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// "When a container's exit matches a rule with this action, the entire Pod is terminated and restarted
/// in-place."
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-all-containers
class RestartAllContainersTest {

  private static final String WORKER = """
      restartPolicy: Never
      initContainers:
      - name: setup
        image: busybox
        command: [sh, -c, 'echo set up >> /data/log']
        volumeMounts: [{name: data, mountPath: /data}]
      - name: watcher
        image: busybox
        command: [sh, -c, 'test -f /data/seen || { touch /data/seen; sleep 8; exit 88; }; sleep 1d']
        restartPolicy: Always
        restartPolicyRules:
        - {action: RestartAllContainers, exitCodes: {operator: In, values: [88]}}
        volumeMounts: [{name: data, mountPath: /data}]
      containers:
      - name: main
        image: inside-out/stubborn
        lifecycle: {preStop: {exec: {command: [sh, -c, 'echo stopped >> /data/log']}}}
        volumeMounts: [{name: data, mountPath: /data}]
      - {name: once, image: busybox, command: [sh, -c, exit 0]}
      volumes: [{name: data, emptyDir: {}}]
      """;

  private final Machines machines = Machines.one();

  private int restarts(String container) {
    return machines.container("worker", container).path("restartCount").asInt();
  }

  /// "Init containers are re-run in order", volumes, address and uid stay, "any configured preStop hooks
  /// are not executed", and containers run again that had succeeded in a Pod that never restarts.
  @Test
  void the_whole_pod_begins_anew_where_it_is() {
    machines.pod("worker", WORKER).seconds(7);
    String address = Json.text(machines.pod("worker"), "status.podIP");
    String uid = Json.text(machines.pod("worker"), "metadata.uid");
    assertThat(machines.phase("worker")).as(machines::timeline).isEqualTo("Running");
    assertThat(machines.condition("worker", "AllContainersRestarting")).isEqualTo("False");
    machines.seconds(12);

    assertThat(machines.phase("worker")).as(machines::timeline).isEqualTo("Running");
    assertThat(restarts("setup")).isEqualTo(1);
    assertThat(restarts("watcher")).isEqualTo(1);
    assertThat(restarts("main")).isEqualTo(1);
    assertThat(restarts("once")).isEqualTo(1);
    assertThat(machines.shell("worker", "main", "cat /data/log")).isEqualTo("set up\nset up\n");
    assertThat(Json.text(machines.pod("worker"), "status.podIP")).isEqualTo(address);
    assertThat(Json.text(machines.pod("worker"), "metadata.uid")).isEqualTo(uid);
    assertThat(machines.state("worker", "once")).isEqualTo("Completed 0");
    assertThat(Json.number(machines.container("worker", "main"),
        "lastState.terminated.exitCode", 0)).isEqualTo(137);
  }

  /// "The Pod's status is updated with a … condition set to `True`. … Once all containers are terminated,
  /// the … condition is set to `False`."
  @Test
  void the_restart_can_be_watched_in_a_condition() {
    machines.pod("worker", WORKER).seconds(20);

    assertThat(machines.condition("worker", "AllContainersRestarting")).as(machines::timeline)
        .isEqualTo("False");
    assertThat(machines.condition("worker", "Initialized")).isEqualTo("True");
    machines.pod("plain", "containers: [{name: c, image: nginx}]").seconds(3);
    assertThat(machines.condition("plain", "AllContainersRestarting")).isEmpty();
  }

  /// "This same backoff mechanism will be applied" (KEP-5532): who always ends so waits longer each time.
  @Test
  void a_pod_that_always_begins_anew_waits_in_between() {
    machines.pod("loop", """
        restartPolicy: Never
        containers:
        - name: c
          image: busybox
          command: [sh, -c, exit 3]
          restartPolicy: Never
          restartPolicyRules:
          - {action: RestartAllContainers, exitCodes: {operator: NotIn, values: [0]}}
        - {name: other, image: nginx}
        """).seconds(60);

    assertThat(machines.container("loop", "c").path("restartCount").asInt()).as(machines::timeline)
        .isBetween(2, 4);
    assertThat(machines.state("loop", "c")).isEqualTo("CrashLoopBackOff");
  }
}
