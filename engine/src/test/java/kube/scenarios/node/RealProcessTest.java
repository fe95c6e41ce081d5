package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import kube.Cluster;
import kube.foundation.machine.Actor;
import kube.foundation.machine.LiveLoop;
import kube.node.containerruntime.os.ProcessRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Containers that are real processes, in a live cluster.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/
@Timeout(300)
class RealProcessTest {

  private static final int PATIENCE_SECONDS = 120;

  private final Cluster cluster = new Cluster(Cluster.Plan.standard(7).withNodes(1));
  private final LiveLoop live = LiveLoop.start(cluster.loop(), "real-processes");
  private final Machines machines = new Machines(cluster);

  @BeforeEach
  void start() {
    assumeTrue(ProcessRuntime.missing().isEmpty(),
        () -> "skipped: " + ProcessRuntime.missing().orElse(""));
    cluster.useRealProcesses(live::submit);
    live.ask(cluster::start).join();
    onLoop(() -> machines.create("node.k8s.io/v1/runtimeclasses", "{apiVersion: node.k8s.io/v1, "
        + "kind: RuntimeClass, metadata: {name: real}, handler: process}"));
  }

  @AfterEach
  void stop() {
    if (ProcessRuntime.missing().isEmpty()) onLoop(() -> cluster.fail("node-a"));
    live.close();
  }

  /// https://kubernetes.io/docs/concepts/containers/runtime-class/
  @Test
  void a_real_web_server_is_reached_through_a_service_and_ends_when_its_pod_does()
      throws Exception {
    onLoop(() -> {
      machines.create("configmaps",
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: page}, data: {index.html: real}}");
      machines.create("services", "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: "
          + "{selector: {app: web}, ports: [{port: 80, targetPort: 8000}]}}");
      machines.pod("web", """
          runtimeClassName: real
          volumes: [{name: page, configMap: {name: page}}]
          containers:
          - name: c
            image: inside-out/host
            command: [%s/bin/jwebserver, -b, 0.0.0.0, -p, "8000", -d, /mnt]
            volumeMounts: [{name: page, mountPath: /mnt}]
            readinessProbe: {httpGet: {path: /, port: 8000}, periodSeconds: 1, timeoutSeconds: 5}
          """.formatted(System.getProperty("java.home")));
      machines.pod("client", "containers: [{name: c, image: curlimages/curl, "
          + "command: [sleep, infinity]}]");
    });
    await(() -> machines.isReady("web") && machines.isReady("client"));

    CompletableFuture<String> page = new CompletableFuture<>();
    onLoop(() -> machines.say("client", "c", // the rules of the Service follow the readiness
        "until curl -s http://web/ | grep real; do sleep 1; done", page::complete));
    assertThat(page.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).endsWith("real\n");
    CompletableFuture<String> inside = new CompletableFuture<>();
    onLoop(() -> machines.say("web", "c", "hostname; cat /proc/net/tcp* | grep -c :1F40",
        inside::complete));
    assertThat(inside.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).startsWith("web\n");
    assertThat(ask(() -> machines.log("web", ""))).contains("\"GET / HTTP/1.1\" 200");

    onLoop(() -> machines.delete("pods/web"));
    await(() -> !machines.exists("web"));
    assertThat(ask(() -> machines.notes("web"))).contains("Killing: Stopping container c");
  }

  /// https://kubernetes.io/docs/concepts/containers/runtime-class/
  @Test
  void a_real_process_has_its_exit_code_and_its_last_lines() throws Exception {
    onLoop(() -> machines.pod("job", """
        restartPolicy: Never
        runtimeClassName: real
        containers:
        - name: c
          image: inside-out/host
          command: [bash, -c, "echo pid $$$$; echo oops >&2; exit 42"]
        """));
    await(() -> machines.phase("job").equals("Failed"));

    assertThat(ask(() -> machines.state("job", "c"))).isEqualTo("Error 42");
    assertThat(ask(() -> machines.log("job", ""))).contains("pid 1\n", "oops\n");
  }

  /// https://kubernetes.io/docs/concepts/containers/runtime-class/
  @Test
  void a_process_that_ignores_the_signal_is_killed_when_its_grace_is_over() throws Exception {
    onLoop(() -> machines.pod("deaf", """
        runtimeClassName: real
        terminationGracePeriodSeconds: 1
        containers: [{name: c, image: inside-out/host, command: [sleep, infinity]}]
        """));
    await(() -> machines.isReady("deaf"));
    onLoop(() -> machines.delete("pods/deaf"));
    await(() -> !machines.exists("deaf"));

    assertThat(cluster.log().last(200)).anyMatch(entry -> entry.toLine().contains("code 137"));
  }

  private void onLoop(Runnable work) {
    live.ask(() -> {
      work.run();
      return true;
    }).join();
  }

  private <T> T ask(Callable<T> question) {
    return live.ask(question).join();
  }

  /// Looks every tenth of a second of the cluster's own time.
  private void await(BooleanSupplier condition) throws Exception {
    CompletableFuture<Boolean> holds = new CompletableFuture<>();
    onLoop(() -> look(cluster.loop().actor("test"), condition, holds));
    try {
      holds.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException never) {
      throw new AssertionError(ask(() -> machines.notes("web") + machines.log("web", "")
          + machines.timeline()), never);
    }
  }

  private static void look(Actor actor, BooleanSupplier condition,
      CompletableFuture<Boolean> holds) {
    if (condition.getAsBoolean()) holds.complete(true);
    else
      actor.after(Duration.ofMillis(100), () -> look(actor, condition, holds));
  }
}
