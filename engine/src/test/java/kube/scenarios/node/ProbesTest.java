package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.machine.Fault;
import org.junit.jupiter.api.Test;

/// How the kubelet asks containers for their health, and what it makes of the answers.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
class ProbesTest {

  private final Machines machines = Machines.one();

  /// The example of the documentation: healthy for 30 seconds.
  ///
  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_liveness_probe_that_fails_three_times_restarts_the_container() {
    machines.pod("live", """
        containers:
        - name: c
          image: busybox
          command: [sh, -c, touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600]
          livenessProbe: {exec: {command: [cat, /tmp/healthy]}, initialDelaySeconds: 5, periodSeconds: 5}
        """).seconds(25);
    assertThat(machines.container("live", "c").path("restartCount").asInt()).isZero();

    machines.seconds(30);
    assertThat(machines.container("live", "c").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.notes("live")).contains("Unhealthy: Liveness probe failed: cat: can't "
        + "open '/tmp/healthy': No such file or directory\n",
        "Killing: Container c failed liveness probe, will be restarted");
  }

  /// A kubelet asks by the time that passes, as every Go program does: a clock that is set back delays
  /// no question.
  ///
  /// **In Kubernetes:** https://pkg.go.dev/time#hdr-Monotonic_Clocks
  @Test
  void a_dead_program_is_restarted_in_time_although_the_clock_was_set_back() {
    machines.pod("live", """
        containers:
        - name: c
          image: busybox
          command: [sh, -c, touch /alive; sleep 30; rm -f /alive; sleep 600]
          livenessProbe: {exec: {command: [cat, /alive]}, periodSeconds: 5}
        """).seconds(10);

    machines.cluster().accidents()
        .begin(new Fault.ClockSkew("kubelet/node-a", Duration.ofMinutes(-10)));
    machines.seconds(45);

    assertThat(machines.container("live", "c").path("restartCount").asInt())
        .as(machines::timeline).isEqualTo(1);
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_readiness_probe_that_fails_takes_the_pod_out_of_service_and_restarts_nothing() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          readinessProbe: {httpGet: {path: /ready, port: 80}, periodSeconds: 5}
        """).seconds(20);

    assertThat(machines.isReady("web")).isFalse();
    assertThat(machines.condition("web", "Ready")).isEqualTo("False ContainersNotReady");
    assertThat(machines.notes("web"))
        .contains("Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404");
    machines.shell("web", "c", "echo yes > /usr/share/nginx/html/ready");
    machines.seconds(5);
    assertThat(machines.isReady("web")).isTrue();
    machines.shell("web", "c", "rm /usr/share/nginx/html/ready");
    machines.seconds(9);
    assertThat(machines.isReady("web")).isTrue();
    machines.seconds(6);
    assertThat(machines.isReady("web")).isFalse();
    assertThat(machines.container("web", "c").path("restartCount").asInt()).isZero();
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_startup_probe_holds_the_others_back_until_it_has_succeeded() {
    machines.pod("slow", """
        containers:
        - name: c
          image: busybox
          command: [sh, -c, sleep 60; touch /tmp/up; sleep 3600]
          startupProbe: {exec: {command: [cat, /tmp/up]}, periodSeconds: 10, failureThreshold: 30}
          livenessProbe: {exec: {command: [cat, /tmp/up]}, periodSeconds: 5, failureThreshold: 1}
        """).seconds(50);
    assertThat(machines.container("slow", "c").path("started").asBoolean(true)).isFalse();
    assertThat(machines.isReady("slow")).isFalse();

    machines.seconds(30);
    assertThat(machines.container("slow", "c").path("started").asBoolean(false)).isTrue();
    assertThat(machines.isReady("slow")).isTrue();
    assertThat(machines.container("slow", "c").path("restartCount").asInt()).isZero();
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_startup_probe_that_never_succeeds_ends_the_container() {
    machines.pod("slow", """
        terminationGracePeriodSeconds: 1
        containers:
        - name: c
          image: busybox
          command: [sh, -c, sleep 3600]
          startupProbe: {tcpSocket: {port: 8080}, periodSeconds: 2, failureThreshold: 3}
        """).seconds(12);

    assertThat(machines.notes("slow")).anyMatch(note -> note.matches(
        "Unhealthy: Startup probe failed: dial tcp 10\\.244\\.\\d+\\.\\d+:8080: "
            + "connect: connection refused"))
        .contains("Killing: Container c failed startup probe, will be restarted");
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_probe_without_an_answer_in_time_has_failed() {
    machines.pod("slow", """
        containers:
        - name: c
          image: busybox
          command: [sh, -c, sleep 3600]
          readinessProbe: {exec: {command: [sleep, "5"]}, timeoutSeconds: 2}
        """).seconds(20);

    assertThat(machines.notes("slow")).contains("Unhealthy: Readiness probe failed: command "
        + "timed out: \"sleep 5\" timed out after 2s");
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_named_port_is_looked_up_and_a_readiness_gate_waits_for_somebody_else() {
    machines.pod("gated", """
        readinessGates: [{conditionType: example.com/balancer}]
        containers:
        - name: c
          image: nginx
          ports: [{name: web, containerPort: 80}]
          readinessProbe: {httpGet: {path: /, port: web}}
        """).seconds(15);
    assertThat(machines.condition("gated", "ContainersReady")).isEqualTo("True");
    assertThat(machines.condition("gated", "Ready")).isEqualTo("False ReadinessGatesNotReady");

    String own = "{\"status\":{\"conditions\":[{\"type\":\"example.com/balancer\","
        + "\"status\":\"True\"}]}}";
    machines.patch("pods/gated/status", own).seconds(2);
    assertThat(machines.condition("gated", "Ready")).isEqualTo("True");
    assertThat(machines.condition("gated", "example.com/balancer")).isEqualTo("True");
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_probe_may_leave_less_time_to_end_than_the_pod() {
    machines.pod("web", """
        terminationGracePeriodSeconds: 3600
        containers:
        - name: c
          image: inside-out/stubborn
          livenessProbe:
            {tcpSocket: {port: 1}, periodSeconds: 5, failureThreshold: 1, terminationGracePeriodSeconds: 10}
        """).advance(Duration.ofSeconds(25));

    assertThat(machines.container("web", "c").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.container("web", "c").path("lastState").path("terminated")
        .path("exitCode").asInt()).isEqualTo(137);
  }
}
