package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// From the first pull to the last goodbye.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
class LifecycleTest {

  private final Machines machines = Machines.one();

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
  @Test
  void a_pod_that_starts_tells_its_story_in_the_words_of_kubernetes() {
    machines.pod("web", "containers: [{name: c, image: 'nginx:1.27'}]").seconds(5);
    machines.pod("web2", "containers: [{name: c, image: 'nginx:1.27'}]").seconds(5);

    assertThat(machines.notes("web")).hasSize(5);
    assertThat(machines.notes("web").get(0))
        .isEqualTo("Scheduled: Successfully assigned default/web to node-a");
    assertThat(machines.notes("web").get(1)).isEqualTo("Pulling: Pulling image \"nginx:1.27\"");
    assertThat(machines.notes("web").get(2)).matches("Pulled: Successfully pulled image "
        + "\"nginx:1.27\" in [\\d.]+m?s \\([\\d.]+m?s including waiting\\)\\. "
        + "Image size: 72000000 bytes\\.");
    assertThat(machines.notes("web").get(3)).isEqualTo("Created: Container created");
    assertThat(machines.notes("web").get(4)).isEqualTo("Started: Container started");
    assertThat(machines.notes("web2")).contains("Pulled: Container image \"nginx:1.27\" already "
        + "present on machine and can be accessed by the pod");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
  @Test
  void the_first_restart_is_immediate_and_then_the_waits_double_up_to_five_minutes() {
    machines.pod("crash", """
        containers: [{name: c, image: busybox, command: [sh, -c, exit 1]}]
        """).seconds(8);
    assertThat(machines.container("crash", "c").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.state("crash", "c")).isEqualTo("CrashLoopBackOff");

    int[] waits = {10, 20, 40, 80, 160, 300, 300};
    for (int i = 0; i < waits.length; i++) {
      machines.seconds(waits[i] + 1);
      assertThat(machines.container("crash", "c").path("restartCount").asInt())
          .isEqualTo(i + 2);
    }
    assertThat(machines.phase("crash")).isEqualTo("Running");
    assertThat(machines.notes("crash")).anyMatch(note -> note
        .startsWith("BackOff: Back-off restarting failed container c in pod crash_default("));
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
  @Test
  void on_failure_leaves_a_success_alone_and_never_leaves_everything_alone() {
    machines.pod("well", """
        restartPolicy: OnFailure
        containers: [{name: c, image: busybox, command: [sh, -c, exit 0]}]
        """).pod("ill", """
        restartPolicy: Never
        containers: [{name: c, image: busybox, command: [sh, -c, exit 7]}]
        """).seconds(60);

    assertThat(machines.phase("well")).isEqualTo("Succeeded");
    assertThat(machines.condition("well", "Ready")).isEqualTo("False PodCompleted");
    assertThat(machines.phase("ill")).isEqualTo("Failed");
    assertThat(machines.state("ill", "c")).isEqualTo("Error 7");
    assertThat(machines.container("ill", "c").path("restartCount").asInt()).isZero();
  }

  /// https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
  @Test
  void a_pre_stop_hook_runs_first_and_its_time_counts() {
    machines.pod("web", """
        terminationGracePeriodSeconds: 10
        containers:
        - name: c
          image: inside-out/stubborn
          lifecycle: {preStop: {exec: {command: [sh, -c, sleep 4]}}}
        """).seconds(5).delete("pods/web").seconds(9);
    assertThat(machines.exists("web")).isTrue();
    machines.seconds(2);
    assertThat(machines.exists("web")).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#debugging-hook-handlers:
  /// "If a handler fails for some reason, it broadcasts an event", and the container ends all the same.
  @Test
  void a_pre_stop_hook_that_fails_is_told_and_keeps_nobody() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          lifecycle: {preStop: {exec: {command: [sh, -c, exit 3]}}}
        """).seconds(5).delete("pods/web").seconds(4);

    assertThat(machines.notes("web")).contains("FailedPreStopHook: PreStopHook failed");
    assertThat(machines.exists("web")).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
  @Test
  void a_program_that_does_not_care_is_killed_when_its_grace_is_over() {
    machines.pod("web", "containers: [{name: c, image: inside-out/stubborn}]").seconds(5)
        .delete("pods/web").seconds(29);
    assertThat(machines.exists("web")).isTrue();
    machines.seconds(2);
    assertThat(machines.exists("web")).isFalse();
    assertThat(machines.notes("web")).contains("Killing: Stopping container c");
  }

  /// https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
  @Test
  void a_container_counts_as_running_when_its_post_start_hook_is_done() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          lifecycle: {postStart: {exec: {command: [sh, -c, sleep 10]}}}
        """).seconds(8);
    assertThat(machines.state("web", "c")).isEqualTo("ContainerCreating");
    machines.seconds(6);
    assertThat(machines.state("web", "c")).isEqualTo("Running");
  }

  /// https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
  @Test
  void a_post_start_hook_that_fails_ends_the_container() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          lifecycle: {postStart: {exec: {command: [sh, -c, exit 1]}}}
        """).seconds(8);

    assertThat(machines.notes("web")).contains("FailedPostStartHook: PostStartHook failed");
    assertThat(machines.container("web", "c").path("restartCount").asInt()).isPositive();
  }

  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
  @Test
  void a_deadline_ends_a_pod_that_is_still_active() {
    machines.pod("late", """
        activeDeadlineSeconds: 30
        containers: [{name: c, image: nginx}]
        """).seconds(25);
    assertThat(machines.phase("late")).isEqualTo("Running");

    machines.seconds(10);
    assertThat(machines.phase("late")).isEqualTo("Failed");
    assertThat(machines.pod("late").path("status").path("reason").asString(""))
        .isEqualTo("DeadlineExceeded");
    assertThat(machines.notes("late")).contains("DeadlineExceeded: Pod was active on the node "
        + "longer than the specified deadline");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
  @Test
  void a_kubelet_that_comes_back_finds_its_containers_and_starts_nothing_twice() {
    machines.pod("web", """
        initContainers: [{name: init, image: busybox, command: [sh, -c, exit 0]}]
        containers: [{name: c, image: nginx}]
        """).seconds(8);
    String id = machines.container("web", "c").path("containerID").asString("");

    machines.cluster().unplug("kubelet/node-a");
    machines.seconds(20);
    machines.cluster().plugIn("kubelet/node-a");
    machines.seconds(10);
    assertThat(machines.container("web", "c").path("containerID").asString("")).isEqualTo(id);
    assertThat(machines.container("web", "c").path("restartCount").asInt()).isZero();
    assertThat(machines.isReady("web")).isTrue();
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
  @Test
  void a_machine_that_boots_again_runs_its_pods_in_new_rooms() {
    machines.pod("web", "containers: [{name: c, image: nginx}]").seconds(5);
    machines.cluster().fail("node-a");
    machines.advance(Duration.ofSeconds(20));
    machines.cluster().recover("node-a");
    machines.seconds(10);

    assertThat(machines.isReady("web")).isTrue();
    assertThat(machines.container("web", "c").path("restartCount").asInt()).isEqualTo(1);
  }

  /// https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
  @Test
  void the_last_words_of_a_container_are_kept() {
    machines.pod("words", """
        restartPolicy: Never
        containers:
        - name: told
          image: busybox
          command: [sh, -c, echo out of stock > /dev/termination-log; exit 2]
        - name: logged
          image: busybox
          terminationMessagePolicy: FallbackToLogsOnError
          command: [sh, -c, echo the end is near; exit 2]
        """).seconds(6);

    assertThat(machines.container("words", "told").path("state").path("terminated")
        .path("message").asString("")).isEqualTo("out of stock\n");
    assertThat(machines.container("words", "logged").path("state").path("terminated")
        .path("message").asString("")).isEqualTo("the end is near\n");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement
  @Test
  void a_new_image_restarts_only_the_container_that_it_is_for() {
    machines.pod("web", """
        containers:
        - {name: a, image: 'nginx:1.26'}
        - {name: b, image: 'redis:7'}
        """).seconds(8);

    machines.create("pods", "{apiVersion: v1, kind: Pod, metadata: {name: other}, "
        + "spec: {containers: [{name: c, image: nginx}]}}");
    machines.strategic("pods/web",
        "{\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"nginx:1.27\"}]}}").seconds(6);
    assertThat(machines.notes("web"))
        .contains("Killing: Container a definition changed, will be restarted");
    assertThat(machines.container("web", "a").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.container("web", "a").path("image").asString(""))
        .as("as the runtime calls it").isEqualTo("docker.io/library/nginx:1.27");
    assertThat(machines.container("web", "b").path("restartCount").asInt()).isZero();
  }
}
