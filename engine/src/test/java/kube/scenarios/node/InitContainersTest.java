package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// What runs before, beside and after the programs of a Pod.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ and
/// https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
class InitContainersTest {

  private final Machines machines = Machines.one();

  /// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
  @Test
  void init_containers_run_one_after_the_other_and_the_app_after_all_of_them() {
    machines.pod("web", """
        initContainers:
        - {name: first, image: busybox, command: [sh, -c, sleep 10]}
        - {name: second, image: busybox, command: [sh, -c, sleep 10]}
        containers:
        - {name: app, image: nginx}
        """).seconds(6);

    assertThat(machines.state("web", "first")).isEqualTo("Running");
    assertThat(machines.state("web", "second")).isEqualTo("PodInitializing");
    assertThat(machines.state("web", "app")).isEqualTo("PodInitializing");
    assertThat(machines.phase("web")).isEqualTo("Pending");
    assertThat(machines.condition("web", "Initialized"))
        .isEqualTo("False ContainersNotInitialized");
    machines.seconds(10);
    assertThat(machines.state("web", "first")).isEqualTo("Completed 0");
    assertThat(machines.state("web", "second")).isEqualTo("Running");
    machines.seconds(12);
    assertThat(machines.isReady("web")).isTrue();
    assertThat(machines.condition("web", "Initialized")).isEqualTo("True");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
  @Test
  void an_init_container_that_fails_is_tried_again_with_growing_waits() {
    machines.pod("web", """
        initContainers:
        - {name: init, image: busybox, command: [sh, -c, exit 3]}
        containers:
        - {name: app, image: nginx}
        """).advance(Duration.ofSeconds(20));

    assertThat(machines.state("web", "init")).isEqualTo("CrashLoopBackOff");
    assertThat(machines.container("web", "init").path("restartCount").asInt()).isEqualTo(2);
    assertThat(machines.state("web", "app")).isEqualTo("PodInitializing");
    assertThat(machines.phase("web")).isEqualTo("Pending");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
  @Test
  void an_init_container_that_fails_ends_a_pod_that_never_restarts() {
    machines.pod("web", """
        restartPolicy: Never
        initContainers:
        - {name: init, image: busybox, command: [sh, -c, exit 3]}
        containers:
        - {name: app, image: nginx}
        """).seconds(5);

    assertThat(machines.phase("web")).isEqualTo("Failed");
    assertThat(machines.state("web", "init")).isEqualTo("Error 3");
    assertThat(machines.condition("web", "Ready")).isEqualTo("False PodFailed");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle
  @Test
  void a_sidecar_starts_before_the_app_and_holds_it_back_until_it_has_started() {
    machines.pod("web", """
        initContainers:
        - name: proxy
          image: nginx
          restartPolicy: Always
          startupProbe: {httpGet: {path: /late, port: 80}, periodSeconds: 5, failureThreshold: 20}
        containers:
        - {name: app, image: busybox, command: [sh, -c, sleep 3600]}
        """).seconds(10);

    assertThat(machines.state("web", "proxy")).isEqualTo("Running");
    assertThat(machines.state("web", "app")).isEqualTo("PodInitializing");
    machines.shell("web", "proxy", "echo hi > /usr/share/nginx/html/late");
    machines.seconds(7);
    assertThat(machines.state("web", "app")).isEqualTo("Running");
    assertThat(machines.isReady("web")).isTrue();
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle
  @Test
  void a_sidecar_does_not_keep_a_job_from_being_over_and_ends_after_it() {
    machines.pod("batch", """
        restartPolicy: Never
        initContainers:
        - {name: logger, image: nginx, restartPolicy: Always}
        containers:
        - {name: work, image: busybox, command: [sh, -c, sleep 10]}
        """).seconds(8);
    assertThat(machines.phase("batch")).isEqualTo("Running");

    machines.seconds(10);
    assertThat(machines.phase("batch")).isEqualTo("Succeeded");
    assertThat(machines.state("batch", "logger")).isEqualTo("Completed 0");
    assertThat(machines.notes("batch")).contains("Killing: Stopping container logger");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle
  @Test
  void a_sidecar_that_ends_is_started_again_and_the_app_goes_on() {
    machines.pod("web", """
        initContainers:
        - {name: proxy, image: busybox, restartPolicy: Always, command: [sh, -c, sleep 20; exit 1]}
        containers:
        - {name: app, image: nginx}
        """).seconds(40);

    assertThat(machines.container("web", "proxy").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.container("web", "app").path("restartCount").asInt()).isZero();
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle
  @Test
  void sidecars_end_last_and_in_reverse_when_the_pod_is_deleted() {
    machines.pod("web", """
        initContainers:
        - {name: first, image: redis, restartPolicy: Always}
        - {name: second, image: hashicorp/http-echo, restartPolicy: Always}
        containers:
        - {name: app, image: nginx}
        """).seconds(10);
    assertThat(machines.isReady("web")).isTrue();

    machines.delete("pods/web").seconds(5);
    assertThat(machines.exists("web")).isFalse();
    assertThat(machines.notes("web").stream().filter(note -> note.startsWith("Killing")))
        .containsExactly("Killing: Stopping container app", "Killing: Stopping container second",
            "Killing: Stopping container first");
  }
}
