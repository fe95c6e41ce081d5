package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.machine.Fault;
import org.junit.jupiter.api.Test;

/// Promises of the kubelet that one sentence of the documentation makes each.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
class KubeletPromisesTest {

  private final Machines machines = Machines.one();
  private final Cluster cluster = machines.cluster();

  private int restarts(String pod) {
    return Json.number(machines.container(pod, "c"), "restartCount", -1);
  }

  /// "Once a container has executed for 10 minutes without any problems, the kubelet resets the
  /// restart backoff timer for that container."
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts
  @Test
  void ten_minutes_without_a_problem_and_the_waits_begin_anew() {
    machines.pod("web", "containers: [{name: c, image: busybox, command: [sh, -c, "
        + "'[ -e /marker/long ] && sleep 700; exit 1'], volumeMounts: [{name: v, mountPath: "
        + "/marker}]}]\nvolumes: [{name: v, hostPath: {path: /marker}}]").seconds(100);
    assertThat(restarts("web")).isEqualTo(4);
    assertThat(machines.state("web", "c")).isEqualTo("CrashLoopBackOff");

    cluster.disks().write("node-a", "/marker/long", "");
    machines.advance(Duration.ofSeconds(90 + 700 + 5));
    assertThat(restarts("web")).isEqualTo(6);
    assertThat(machines.state("web", "c")).isEqualTo("Running");
  }

  /// Conditions say which generation of the Pod they are about.
  ///
  /// **In Kubernetes:** https://www.kubernetes.dev/resources/keps/5067/
  @Test
  void the_kubelet_says_which_generation_its_conditions_are_about() {
    machines.pod("web", "containers: [{name: c, image: 'nginx:1'}]").seconds(8);
    assertThat(Json.list(machines.pod("web"), "status.conditions",
        one -> Json.number(one, "observedGeneration", 0))).containsOnly(1);

    machines.strategic("pods/web", "{'spec':{'containers':[{'name':'c','image':'nginx:2'}]}}"
        .replace('\'', '"')).seconds(8);

    assertThat(Json.list(machines.pod("web"), "status.conditions",
        one -> Json.number(one, "observedGeneration", 0))).containsOnly(2);
  }

  /// "Always: every time the kubelet launches a container, the kubelet queries the container image
  /// registry"; an image that is here with that digest is not fetched again.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
  @Test
  void the_policy_always_asks_the_registry_again_and_if_not_present_does_not() {
    machines.pod("one", "containers: [{name: c, image: 'nginx:1'}]").seconds(8);
    machines.pod("two", "containers: [{name: c, image: 'nginx:1'}]")
        .pod("three", "containers: [{name: c, image: 'nginx:1', imagePullPolicy: Always}]")
        .seconds(8);

    assertThat(machines.notes("two")).contains("Pulled: Container image \"nginx:1\" already "
        + "present on machine and can be accessed by the pod")
        .doesNotContain("Pulling: Pulling image \"nginx:1\"");
    assertThat(machines.notes("three")).contains("Pulling: Pulling image \"nginx:1\"");
  }

  /// "ImagePullBackOff … Kubernetes will keep trying to pull the image, with an increasing back-off
  /// delay" up to 300 seconds.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
  @Test
  void pulls_that_fail_are_tried_again_after_ten_twenty_and_forty_seconds() {
    machines.pod("typo", "containers: [{name: c, image: ngnix}]").seconds(85);

    long pulls = cluster.log().entries().stream()
        .filter(entry -> entry.verb().equals("pull") && entry.object().equals("ngnix")).count();
    assertThat(pulls).isEqualTo(4);
    assertThat(machines.state("typo", "c")).isEqualTo("ImagePullBackOff");
  }

  /// "If you forcefully delete a pod, the API server does not wait for confirmation from the kubelet":
  /// "it removes the Pod in the API immediately so a new Pod can be created with the same name."
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-forced
  @Test
  void a_forced_deletion_frees_the_name_at_once_and_the_containers_end_soon() {
    machines.pod("web", "containers: [{name: c, image: inside-out/stubborn}]").seconds(8);
    String before = Json.text(machines.container("web", "c"), "containerID");
    machines.deleteNow("pods/web");
    assertThat(machines.exists("web")).isFalse();

    machines.pod("web", "containers: [{name: c, image: inside-out/stubborn}]").seconds(8);
    assertThat(machines.state("web", "c")).isEqualTo("Running");
    assertThat(Json.text(machines.container("web", "c"), "containerID")).isNotEqualTo(before);
  }

  /// "Status manager phase was terminal, updating phase to match": what is left on the machine says
  /// nothing about a Pod that has ended.
  ///
  /// **In Kubernetes:**
  /// https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubelet/kubelet_pods.go
  @Test
  void a_pod_that_has_failed_stays_so_when_its_machine_comes_back_with_nothing_of_it() {
    machines.create("pods", """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, finalizers: [example.com/keep]}
        spec: {containers: [{name: c, image: busybox, command: [sleep, 1d]}]}
        """).seconds(8);
    machines.delete("pods/web").seconds(5);
    assertThat(machines.phase("web")).isEqualTo("Failed");

    Fault crash = new Fault.NodeCrash("node-a");
    cluster.accidents().begin(crash);
    machines.seconds(5);
    cluster.accidents().end(crash);
    machines.seconds(20);

    assertThat(machines.phase("web")).as(machines::timeline).isEqualTo("Failed");
    assertThat(machines.state("web", "c")).isEqualTo("Error 143");
  }

  /// A kubelet measures its waits by the time that passes, as every Go program does: a clock that is
  /// set back does not make them longer.
  ///
  /// **In Kubernetes:** https://pkg.go.dev/time#hdr-Monotonic_Clocks
  @Test
  void a_volume_is_tried_again_in_time_although_the_clock_was_set_back() {
    machines.pod("web", "containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: "
        + "/v}]}]\nvolumes: [{name: v, configMap: {name: app}}]").seconds(3);

    cluster.accidents().begin(new Fault.ClockSkew("kubelet/node-a", Duration.ofMinutes(-10)));
    machines.create("configmaps", "{kind: ConfigMap, apiVersion: v1, metadata: {name: app}}")
        .seconds(8);

    assertThat(machines.state("web", "c")).as(machines::timeline).isEqualTo("Running");
  }

  /// A probe of the kind `grpc` asks the service `grpc.health.v1.Health`; a server that does not
  /// implement it fails.
  ///
  /// **In Kubernetes:**
  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe
  @Test
  void a_grpc_probe_fails_where_nobody_speaks_grpc() {
    machines.pod("web", """
        containers:
        - name: c
          image: nginx
          livenessProbe: {grpc: {port: 80}, periodSeconds: 5, failureThreshold: 2}
        - name: d
          image: redis
          readinessProbe: {grpc: {port: 2379}, periodSeconds: 5}
        """).seconds(40);

    assertThat(restarts("web")).isPositive();
    assertThat(machines.isReady("web")).isFalse();
    assertThat(machines.notes("web"))
        .anyMatch(note -> note.startsWith("Unhealthy: Liveness probe failed: "))
        .anyMatch(note -> note.matches("Unhealthy: Readiness probe failed: timeout: failed to "
            + "connect service \"10\\.244\\.1\\.\\d+:2379\" within 1s: context deadline exceeded"));
  }

  /// "If your application implements the gRPC Health Checking Protocol, you can configure Kubernetes to
  /// use it"; "the probe succeeds if the status of the response is SERVING".
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods
  @Test
  void a_grpc_probe_believes_the_health_service() {
    machines.pod("web", """
        containers:
        - name: c
          image: inside-out/grpc-health
          env: [{name: HEALTHY_SECONDS, value: "30"}]
          readinessProbe: {grpc: {port: 9090}, periodSeconds: 5, failureThreshold: 1}
        """).seconds(10);
    assertThat(machines.isReady("web")).isTrue();

    machines.seconds(35);
    assertThat(machines.isReady("web")).isFalse();
    assertThat(machines.notes("web")).contains("Unhealthy: Readiness probe failed: service "
        + "unhealthy (responded with \"NOT_SERVING\")");
  }

  /// "kubectl top": what the metrics API answers are the amounts that programs say they use.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/
  @Test
  void the_metrics_of_a_pod_are_what_its_program_uses() {
    machines.pod("leak", "containers: [{name: c, image: inside-out/leaky, env: [{name: STEP_MIB, "
        + "value: '100'}]}]").seconds(8);

    String memory = Json.text(Json.parse(machines.raw(
        "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/leak")).path("containers").path(0),
        "usage.memory");
    assertThat(memory).matches("(102400|204800)Ki|(100|200)Mi");
  }
}
