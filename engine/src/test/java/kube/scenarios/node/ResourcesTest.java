package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a machine takes, what it bears, and what it ends.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
/// and https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
class ResourcesTest {

  private final Machines machines = Machines.one();

  /// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run
  @Test
  void a_program_that_takes_more_memory_than_its_limit_is_killed() {
    machines.pod("leak", """
        containers:
        - {name: c, image: inside-out/leaky, resources: {limits: {memory: 64Mi}}}
        """).seconds(30);

    assertThat(machines.container("leak", "c").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.container("leak", "c").path("lastState").path("terminated").toString())
        .contains("\"exitCode\":137").contains("\"reason\":\"OOMKilled\"");
    assertThat(machines.log("leak", "?previous=true")).endsWith("holding 80 MiB\n");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction
  @Test
  void a_machine_short_of_memory_says_so_and_ends_who_uses_more_than_was_asked_for() {
    machines.pod("modest", """
        containers:
        - name: c
          image: inside-out/leaky
          env: [{name: STEP_MIB, value: "10"}]
          resources: {requests: {memory: 1Gi}}
        """).pod("greedy", """
        containers:
        - {name: c, image: inside-out/leaky, env: [{name: STEP_MIB, value: "1024"}]}
        """).seconds(60);

    assertThat(machines.phase("greedy")).isEqualTo("Failed");
    assertThat(machines.pod("greedy").path("status").path("reason").asString(""))
        .isEqualTo("Evicted");
    assertThat(machines.pod("greedy").path("status").path("message").asString(""))
        .startsWith("The node was low on resource: memory. Threshold quantity: 100Mi, available: ")
        .contains("Container c was using ", "request is 0, has larger consumption of memory. ");
    assertThat(machines.condition("greedy", "DisruptionTarget"))
        .isEqualTo("True TerminationByKubelet");
    assertThat(machines.phase("modest")).isEqualTo("Running");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
  @Test
  void a_pod_that_was_assigned_by_somebody_else_may_be_too_much_for_the_machine() {
    machines.pod("huge", """
        nodeName: node-a
        containers: [{name: c, image: nginx, resources: {requests: {cpu: "5"}}}]
        """).pod("picky", """
        nodeName: node-a
        nodeSelector: {disk: fast}
        containers: [{name: c, image: nginx}]
        """).seconds(3);

    assertThat(machines.phase("huge")).isEqualTo("Failed");
    assertThat(machines.pod("huge").path("status").path("reason").asString(""))
        .isEqualTo("OutOfcpu");
    assertThat(machines.pod("huge").path("status").path("message").asString(""))
        .isEqualTo("Pod was rejected: Node didn't have enough resource: cpu, requested: 5000, "
            + "used: 0, capacity: 4000");
    assertThat(machines.pod("picky").path("status").path("message").asString(""))
        .isEqualTo("Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's "
            + "node affinity/selector");
    assertThat(machines.pod("huge").path("status").propertyNames())
        .as("nothing was made for it").doesNotContain("conditions", "podIP", "containerStatuses");
  }

  /// https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
  @Test
  void an_empty_dir_with_a_limit_may_not_hold_more() {
    machines.pod("full", """
        volumes: [{name: v, emptyDir: {sizeLimit: 1Ki}}]
        containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /data}]}]
        """).seconds(5);
    machines.shell("full", "c", "i=0; while [ $i -lt 20 ]; do echo 0123456789012345678901234567890"
        + "123456789012345678901234567890123456789 >> /data/x; i=$((i+1)); done");
    machines.seconds(15);

    assertThat(machines.phase("full")).isEqualTo("Failed");
    assertThat(machines.notes("full"))
        .contains("Evicted: Usage of EmptyDir volume \"v\" exceeds the limit \"1Ki\". ");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
  @Test
  void a_container_for_looking_around_joins_a_pod_and_is_never_started_again() {
    machines.pod("web", "containers: [{name: c, image: nginx}]").seconds(5);
    machines.strategic("pods/web/ephemeralcontainers", "{\"spec\":{\"ephemeralContainers\":[{"
        + "\"name\":\"look\",\"image\":\"busybox\",\"targetContainerName\":\"c\","
        + "\"command\":[\"sh\",\"-c\",\"wget -q -O - localhost; sleep 5\"]}]}}").seconds(3);
    assertThat(machines.state("web", "look")).isEqualTo("Running");
    assertThat(machines.container("web", "look").path("ready").asBoolean()).isFalse();
    machines.seconds(8);

    assertThat(machines.state("web", "look")).isEqualTo("Completed 0");
    assertThat(machines.log("web", "?container=look")).contains("Welcome to nginx!");
    assertThat(machines.isReady("web")).isTrue();
  }

  /// https://kubernetes.io/docs/concepts/containers/runtime-class/
  @Test
  void a_pod_of_a_runtime_class_that_no_machine_has_waits_for_its_room() {
    machines.create("node.k8s.io/v1/runtimeclasses", "{apiVersion: node.k8s.io/v1, kind: "
        + "RuntimeClass, metadata: {name: gvisor}, handler: runsc}");
    machines.pod("safe", "{runtimeClassName: gvisor, containers: [{name: c, image: nginx}]}")
        .seconds(5);

    assertThat(machines.state("safe", "c")).isEqualTo("ContainerCreating");
    assertThat(machines.notes("safe")).contains("FailedCreatePodSandBox: Failed to create pod "
        + "sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "
        + "\"runsc\" is configured");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/
  @Test
  void a_shop_is_open_as_long_as_its_database_answers() {
    machines.create("services", "{apiVersion: v1, kind: Service, metadata: {name: shop-db}, spec: "
        + "{selector: {app: shop-db}, ports: [{port: 5432}]}}")
        .pod("shop", "containers: [{name: c, image: inside-out/shop}]").seconds(8);
    assertThat(machines.shell("shop", "c", "curl -s localhost:8080/")).startsWith("no database: ");

    machines.pod("shop-db", "containers: [{name: c, image: inside-out/shop-db}]").seconds(8);
    assertThat(machines.shell("shop", "c", "curl -s localhost:8080/")).contains("coffee 3.20\n");
    assertThat(machines.shell("shop", "c", "curl -s localhost:8080/healthz")).isEqualTo("ok\n");
  }

  /// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
  @Test
  void a_program_unwell_after_a_while_and_one_that_is_slow_are_found_out_by_their_probes() {
    machines.pod("moody", """
        containers:
        - name: c
          image: inside-out/moody
          env: [{name: HEALTHY_SECONDS, value: "20"}]
          livenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5, failureThreshold: 2}
        """).pod("slow", """
        containers:
        - name: c
          image: inside-out/slow
          readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5}
        """).seconds(45);

    assertThat(machines.container("moody", "c").path("restartCount").asInt()).isEqualTo(1);
    assertThat(machines.isReady("slow")).isFalse();
    assertThat(machines.notes("slow")).anyMatch(note -> note.matches("Unhealthy: Readiness probe "
        + "failed: Get \"http://10\\.244\\.1\\.\\d+:8080/\": context deadline exceeded "
        + "\\(Client\\.Timeout exceeded while awaiting headers\\)"));
  }
}
