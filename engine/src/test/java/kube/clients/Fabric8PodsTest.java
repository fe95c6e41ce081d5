package kube.clients;

import static kube.clients.Fabric8.PATIENCE_SECONDS;
import static kube.clients.Fabric8.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What fabric8 does with Pods: it waits, reads logs, runs programs, copies files and forwards ports.
///
/// It speaks exec and port-forward over version 4 of the protocol.
class Fabric8PodsTest {

  private static Fabric8 fabric8;
  private static KubernetesClient client;

  @BeforeAll
  static void connect() throws IOException {
    fabric8 = Fabric8.connect();
    client = fabric8.client();
    fabric8.runs("web", "nginx");
    await(() -> client.pods().withName("web").getLog().contains("start worker"));
  }

  @AfterAll
  static void disconnect() {
    fabric8.close();
  }

  @Test
  void it_waits_until_a_pod_is_ready() {
    Pod web = client.pods().withName("web").waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(web.getStatus().getPodIP()).isNotEmpty();
  }

  @Test
  void it_waits_for_a_condition_and_for_the_end() {
    fabric8.runs("short", "busybox");
    Pod ready = client.pods().withName("short").waitUntilCondition(
        pod -> pod != null && "Running".equals(pod.getStatus().getPhase()),
        PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(ready.getSpec().getNodeName()).isNotEmpty();
    client.pods().withName("short").withGracePeriod(0).delete();
    client.pods().withName("short").waitUntilCondition(Objects::isNull, PATIENCE_SECONDS,
        TimeUnit.SECONDS);
  }

  @Test
  void it_reads_a_log() {
    assertThat(client.pods().withName("web").getLog()).startsWith("nginx: ready for start up\n");
  }

  @Test
  void it_reads_the_end_of_a_log() {
    assertThat(client.pods().withName("web").tailingLines(1).getLog().lines()).hasSize(1);
  }

  @Test
  void it_follows_a_log() {
    ByteArrayOutputStream followed = new ByteArrayOutputStream();
    try (LogWatch _ = client.pods().withName("web").watchLog(followed)) {
      client.raw("/api/v1/namespaces/default/pods/web/proxy/");
      await(() -> followed.toString(StandardCharsets.UTF_8).contains("GET / HTTP/1.1"));
    }
  }

  @Test
  void it_hears_both_outputs_of_a_program_and_how_it_ended() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ExecWatch exec = client.pods().withName("web").writingOutput(out).writingError(err)
        .exec("sh", "-c", "echo out; echo err >&2; exit 3")) {
      assertThat(exec.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(3);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
  }

  @Test
  void it_feeds_a_program() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ExecWatch exec = client.pods().withName("web").redirectingInput().writingOutput(out)
        .exec("sh", "-c", "read line; echo got $line")) {
      exec.getInput().write("tea\n".getBytes(StandardCharsets.UTF_8));
      exec.getInput().flush();
      assertThat(exec.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("got tea\n");
  }

  @Test
  void it_uploads_a_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("note.txt"), "hello");

    assertThat(client.pods().withName("web").file("/tmp/note.txt").upload(file)).isTrue();
  }

  @Test
  void it_reads_a_file_back(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("back.txt"), "hello");
    assertThat(client.pods().withName("web").file("/tmp/back.txt").upload(file)).isTrue();
    try (InputStream read = client.pods().withName("web").file("/tmp/back.txt").read()) {
      assertThat(new String(read.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void it_forwards_a_port() throws Exception {
    try (LocalPortForward forward = client.pods().withName("web").portForward(80);
        InputStream page = URI.create("http://127.0.0.1:" + forward.getLocalPort() + "/").toURL()
            .openStream()) {
      assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
          .contains("Welcome to nginx!");
    }
  }

  @Test
  void it_evicts() {
    fabric8.runs("evicted", "busybox");
    assertThat(client.pods().withName("evicted").evict()).isTrue();
  }

  @Test
  void it_reads_what_nodes_use() {
    assertThat(client.top().nodes().metrics().getItems()).hasSize(3);
  }

  @Test
  void it_reads_what_pods_use() {
    assertThat(client.top().pods().metrics("default").getItems()).isNotNull();
  }

  @Test
  void it_selects_pods_by_label_and_by_field() {
    assertThat(client.pods().withLabel("run", "web").list().getItems()).hasSize(1);
    assertThat(client.pods().withField("metadata.name", "web").list().getItems()).hasSize(1);
    assertThat(client.pods().withLabel("run", "nobody").list().getItems()).isEmpty();
  }

  @Test
  void it_reads_the_events_about_a_pod() {
    await(() -> client.v1().events().withField("involvedObject.name", "web").list().getItems()
        .stream().anyMatch(event -> event.getReason().equals("Started")));
  }

  @Test
  void it_speaks_to_a_pod_through_the_api_server() {
    assertThat(client.raw("/api/v1/namespaces/default/pods/web/proxy/"))
        .contains("Welcome to nginx!");
  }
}
