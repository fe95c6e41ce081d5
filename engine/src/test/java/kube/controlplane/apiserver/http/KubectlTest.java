package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drives the `kubectl` that is on the path, when there is one; says that there is none otherwise.
class KubectlTest {

  private static final Optional<Path> KUBECTL = Stream.of(
      System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
      .map(folder -> Path.of(folder, "kubectl")).filter(Files::isExecutable).findFirst();

  private static final String REPLICA_SET = """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: 'web:1'}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: solo, labels: {app: solo}}
      spec: {containers: [{name: c, image: busybox}]}
      """;

  private final Path home;
  private final HttpWorld world = HttpWorld.open();

  KubectlTest(@TempDir Path home) {
    this.home = home;
  }

  @BeforeEach
  void kubectlIsInstalled() {
    assumeTrue(KUBECTL.isPresent(), "no kubectl is on the path: these tests have nothing to drive");
    world.node("node-a");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void it_applies_reads_changes_and_deletes() throws Exception {
    Path manifest = Files.writeString(home.resolve("web.yaml"), REPLICA_SET);

    assertThat(kubectl("apply", "-f", manifest.toString()))
        .contains("replicaset.apps/web created", "pod/solo created");
    assertThat(kubectl("apply", "-f", manifest.toString())).contains("pod/solo unchanged");
    assertThat(kubectl("get", "all")).contains("pod/solo", "replicaset.apps/web", "DESIRED");
    assertThat(kubectl("scale", "rs", "web", "--replicas=5")).contains("scaled");
    assertThat(kubectl("get", "rs", "web", "-o", "jsonpath={.spec.replicas}")).isEqualTo("5");
    assertThat(kubectl("label", "pod", "solo", "tier=x")).contains("pod/solo labeled");
    assertThat(kubectl("get", "pods", "-l", "tier=x", "-o", "name")).isEqualTo("pod/solo\n");
    assertThat(kubectl("delete", "-f", manifest.toString())).contains("\"solo\"");
    assertThat(kubectl("get", "pods")).contains("No resources found in default namespace.");
  }

  @Test
  void it_prints_nodes_and_works_on_them() throws Exception {
    assertThat(kubectl("get", "nodes", "-o", "wide"))
        .contains("INTERNAL-IP", "node-a   Ready    worker", "10.0.0.1");
    assertThat(kubectl("cordon", "node-a")).contains("node/node-a cordoned");
    assertThat(kubectl("get", "nodes")).contains("Ready,SchedulingDisabled");
    kubectl("taint", "nodes", "node-a", "dedicated=db:NoSchedule");
    assertThat(kubectl("describe", "node", "node-a"))
        .contains("Taints:", "dedicated=db:NoSchedule", "Unschedulable:      true");
  }

  @Test
  void it_learns_what_is_served_and_shows_refusals_word_for_word() throws Exception {
    assertThat(kubectl("api-resources")).contains("replicasets", "rs", "apps/v1", "ReplicaSet");
    assertThat(kubectl("version")).contains("v1.37.0");
    assertThat(kubectl("get", "pod", "nope"))
        .contains("Error from server (NotFound): pods \"nope\" not found");
    assertThat(kubectl("get", "pods", "--field-selector=spec.x=y"))
        .contains("field label not supported: spec.x");
  }

  @Test
  void it_follows_a_watch() throws Exception {
    Path manifest = Files.writeString(home.resolve("web.yaml"), REPLICA_SET);
    Process watch = start("get", "pods", "-A", "-w", "--request-timeout=120s");
    kubectl("apply", "-f", manifest.toString());

    try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).startsWith("NAMESPACE");
      assertThat(lines.readLine()).startsWith("default     solo   0/1     Pending");
      kubectl("label", "pod", "solo", "note=hello");
      assertThat(lines.readLine()).startsWith("default     solo   0/1     Pending");
    } finally {
      watch.destroyForcibly();
    }
  }

  private String kubectl(String... arguments) throws IOException, InterruptedException {
    return output(start(arguments));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(KUBECTL.orElseThrow().toString(),
        "--server=" + world.url(), "--cache-dir=" + home.resolve("cache")));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("HOME", home.toString());
    process.environment().remove("KUBECONFIG");
    return process.start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return text;
  }
}
