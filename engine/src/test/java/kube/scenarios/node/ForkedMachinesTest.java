package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A fork keeps what kubelets and runtimes hold: "When a process is checkpointed, … the container can
/// be restored … without being aware of that" is what a forked container lives through.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/node/kubelet-checkpoint-api/
class ForkedMachinesTest {

  private final Machines machines = Machines.of(2);

  private Machines forked() {
    return new Machines(machines.cluster().simulation().fork(machines.cluster().revision()));
  }

  private static List<String> facts(Machines world, String pod) {
    List<String> facts = new ArrayList<>();
    JsonNode status = world.pod(pod).path("status");
    for (JsonNode one : status.path("containerStatuses")) {
      facts.add(Json.text(one, "containerID") + " restarts " + one.path("restartCount") + " since "
          + Json.text(one, "state.running.startedAt") + " ready " + one.path("ready"));
    }
    facts.add(Json.text(status, "podIP") + " on " + Json.text(world.pod(pod), "spec.nodeName"));
    return facts;
  }

  @Test
  void containers_go_on_under_their_ids_with_their_addresses() {
    machines.pod("web", "containers: [{name: c, image: nginx}]").seconds(20);
    List<String> web = facts(machines, "web");

    Machines other = forked().seconds(1);
    assertThat(facts(other, "web")).as(other::timeline).isEqualTo(web);
    other.seconds(60);

    assertThat(facts(other, "web")).as(other::timeline).isEqualTo(web);
    assertThat(other.notes("web")).isEqualTo(machines.notes("web"));
    assertThat(other.shell("web", "c", "curl -s localhost")).contains("Welcome to nginx!");
  }

  /// The waits that grow with each crash go on growing, in the fork as in the original.
  @Test
  void a_container_that_crashed_waits_on() {
    machines.pod("weary", "containers: [{name: c, image: inside-out/crasher}]").seconds(50);
    String version = Json.text(machines.pod("weary"), "metadata.resourceVersion");
    assertThat(machines.state("weary", "c")).isEqualTo("CrashLoopBackOff");

    Machines other = forked().seconds(2);
    assertThat(Json.text(other.pod("weary"), "metadata.resourceVersion")).as(other::timeline)
        .isEqualTo(version);
    other.seconds(200);
    machines.seconds(202);

    assertThat(other.container("weary", "c").path("restartCount").asInt()).as(other::timeline)
        .isEqualTo(machines.container("weary", "c").path("restartCount").asInt());
  }

  /// "Kubernetes will keep trying to pull the image, with an increasing back-off delay": in the fork
  /// with the delay that had been reached.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
  @Test
  void a_pull_that_failed_is_tried_again_when_it_was_to_be() {
    machines.pod("lost", "containers: [{name: c, image: nosuch/image}]").seconds(50);
    String version = Json.text(machines.pod("lost"), "metadata.resourceVersion");
    long then = machines.cluster().revision();
    assertThat(machines.state("lost", "c")).isEqualTo("ImagePullBackOff");

    Machines other = forked().seconds(2);
    assertThat(Json.text(other.pod("lost"), "metadata.resourceVersion")).as(other::timeline)
        .isEqualTo(version);
    other.seconds(298);
    machines.seconds(300);
    Machines past = new Machines(machines.cluster().simulation().fork(then)).seconds(305);

    assertThat(pulls(other)).as(other::timeline).hasSize(3).isEqualTo(pulls(past));
    assertThat(pulls(machines)).endsWith(pulls(other).toArray(String[]::new));
  }

  private static List<String> pulls(Machines world) {
    return world.cluster().log().entries().stream().filter(one -> one.verb().equals("pull"))
        .map(one -> one.time() + " " + one.object()).toList();
  }

  /// Five failures in a row, some before the fork and some after it: the container ends at the same
  /// moment in every branch, as if nothing had happened.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
  @Test
  void a_probe_that_failed_three_times_needs_two_more() {
    machines.pod("ill", """
        terminationGracePeriodSeconds: 1
        containers:
        - name: c
          image: nginx
          imagePullPolicy: IfNotPresent
          livenessProbe: {exec: {command: [cat, /nowhere]}, initialDelaySeconds: 7,
            periodSeconds: 10, failureThreshold: 5}
        """).seconds(35);
    long then = machines.cluster().revision();
    assertThat(machines.container("ill", "c").path("restartCount").asInt()).isZero();

    Machines other = forked().seconds(40);
    machines.seconds(40);
    Machines past = new Machines(machines.cluster().simulation().fork(then)).seconds(45);

    String end = "lastState.terminated.finishedAt";
    assertThat(Json.text(machines.container("ill", "c"), end)).isNotEmpty()
        .isEqualTo(Json.text(other.container("ill", "c"), end))
        .isEqualTo(Json.text(past.container("ill", "c"), end));
  }

  @Test
  void logs_files_and_volumes_are_there_and_the_program_stands_where_it_stood() {
    machines.pod("scribe", """
        containers:
        - name: c
          image: busybox
          command: [sh, -c, 'i=0; while true; do i=$((i+1)); echo line $i; sleep 5; done']
          volumeMounts: [{name: scratch, mountPath: /scratch}]
        volumes: [{name: scratch, emptyDir: {}}]
        """).seconds(31);
    machines.shell("scribe", "c", "echo kept > /scratch/volume; echo own > /tmp/layer");
    String log = machines.log("scribe", "");
    long lines = log.lines().count();

    Machines other = forked().seconds(1);
    assertThat(other.log("scribe", "")).startsWith(log);
    assertThat(other.shell("scribe", "c", "cat /scratch/volume /tmp/layer"))
        .isEqualTo("kept\nown\n");
    other.seconds(10);

    assertThat(other.log("scribe", "").lines().count()).as(other::timeline).isGreaterThan(lines);
    assertThat(other.log("scribe", "").lines().toList())
        .isEqualTo(numbered(other.log("scribe", "").lines().count()));
  }

  private static List<String> numbered(long count) {
    List<String> lines = new ArrayList<>();
    for (long number = 1; number <= count; number++) lines.add("line " + number);
    return lines;
  }

  @Test
  void what_clients_told_a_program_is_known_and_the_original_hears_nothing() {
    machines.pod("cache", "containers: [{name: c, image: redis}]")
        .pod("client", "containers: [{name: c, image: busybox, command: [sleep, 1d]}]").seconds(8);
    String address = Json.text(machines.pod("cache"), "status.podIP");
    machines.shell("client", "c", "echo SET color green | nc -w 1 " + address + " 6379");

    Machines other = forked().seconds(1);
    assertThat(other.shell("client", "c", "echo GET color | nc -w 1 " + address + " 6379"))
        .contains("green");
    other.shell("client", "c", "echo SET color red | nc -w 1 " + address + " 6379");

    assertThat(machines.shell("client", "c", "echo GET color | nc -w 1 " + address + " 6379"))
        .contains("green");
  }

  @Test
  void probes_go_on_without_a_pod_falling_out_of_its_service() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 5, periodSeconds: 5}
          startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 2}
        """).seconds(25);
    String version = Json.text(machines.pod("web"), "metadata.resourceVersion");
    assertThat(machines.isReady("web")).isTrue();

    Machines other = forked().seconds(40);

    assertThat(Json.text(other.pod("web"), "metadata.resourceVersion")).as(other::timeline)
        .isEqualTo(version);
  }

  /// The store knows all of its past, a runtime what it has started and ended, and a disk only what
  /// nobody has written since.
  @Test
  void a_fork_of_the_past_has_the_containers_of_that_time() {
    machines.pod("early", """
        containers: [{name: c, image: busybox,
          command: [sh, -c, 'echo begun; sleep 20; echo half; sleep 3600']}]
        """).seconds(10);
    long then = machines.cluster().revision();
    List<String> facts = facts(machines, "early");
    machines.pod("late", "containers: [{name: c, image: nginx}]").seconds(20)
        .deleteNow("pods/early").seconds(20);

    Machines past = new Machines(machines.cluster().simulation().fork(then)).seconds(1);
    assertThat(facts(past, "early")).as(past::timeline).isEqualTo(facts);
    assertThat(past.exists("late")).isFalse();
    assertThat(past.log("early", "")).isEqualTo("begun\n");
    past.seconds(30);

    assertThat(past.log("early", "")).as(past::timeline).isEqualTo("begun\nhalf\n");
    assertThat(facts(past, "early")).isEqualTo(facts);
  }
}
