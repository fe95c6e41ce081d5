package kube.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java client fabric8, unchanged, against a live cluster.
///
/// It speaks watches over WebSocket first, and exec and port-forward over version 4 of the protocol.
class Fabric8Test {

  private static LiveCluster cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void connect() throws IOException {
    cluster = LiveCluster.start();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(cluster.url())
        .withNamespace("default").build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    pod("web", "nginx");
    client.pods().withName("web").waitUntilReady(20, TimeUnit.SECONDS);
  }

  @AfterAll
  static void disconnect() {
    client.close();
    cluster.close();
  }

  @Test
  void it_learns_the_version_and_lists() {
    assertThat(client.getKubernetesVersion().getGitVersion()).startsWith("v1.37");
    assertThat(client.nodes().list().getItems()).hasSize(3);
    assertThat(client.pods().inAnyNamespace().list().getItems()).isNotEmpty();
    assertThat(client.namespaces().list().getItems())
        .extracting(HasMetadata::getMetadata).extracting("name").contains("kube-system");
    assertThat(client.raw("/healthz")).isEqualTo("ok");
    assertThat(client.nodes().list(
        new ListOptionsBuilder().withLimit(2L).build()).getMetadata().getContinue()).isNotEmpty();
  }

  @Test
  void it_creates_and_is_told_what_exists_already() {
    ConfigMap map = map("twice", "color", "blue");
    client.resource(map).create();

    assertThatThrownBy(() -> client.resource(map).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("configmaps \"twice\" already exists");
    assertThat(client.configMaps().withName("none").get()).isNull();
  }

  @Test
  void it_edits_replaces_and_patches() {
    client.resource(map("changing", "color", "blue")).create();

    client.configMaps().withName("changing").edit(
        old -> new ConfigMapBuilder(old).addToData("size", "xl").build());
    client.configMaps().withName("changing").patch(
        PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"color\":\"red\"}}");
    client.configMaps().withName("changing").patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"size\":null}}");
    client.configMaps().withName("changing").patch(PatchContext.of(PatchType.JSON),
        "[{\"op\":\"add\",\"path\":\"/data/shape\",\"value\":\"round\"}]");

    assertThat(client.configMaps().withName("changing").get().getData())
        .isEqualTo(Map.of("color", "red", "shape", "round"));
  }

  @Test
  void it_applies_on_the_server_and_creates_or_replaces() {
    ConfigMap applied = client.resource(map("applied", "color", "blue")).serverSideApply();
    assertThat(applied.getMetadata().getManagedFields()).isNotEmpty();
    assertThat(client.resource(map("applied", "color", "green")).forceConflicts()
        .serverSideApply().getData()).containsEntry("color", "green");
    assertThat(client.resource(map("applied", "color", "red"))
        .createOr(existing -> existing.update()).getData()).containsEntry("color", "red");
  }

  @Test
  void it_scales_and_restarts_a_deployment() {
    client.resource(deployment("dep")).create();
    client.apps().deployments().withName("dep").scale(3);
    assertThat(client.apps().deployments().withName("dep").get().getSpec().getReplicas())
        .isEqualTo(3);
    client.apps().deployments().withName("dep").rolling().restart();
    assertThat(client.apps().deployments().withName("dep").get().getSpec().getTemplate()
        .getMetadata().getAnnotations()).containsKey("kubectl.kubernetes.io/restartedAt");
    client.apps().deployments().withName("dep").rolling().pause();
    assertThat(client.apps().deployments().withName("dep").get().getSpec().getPaused()).isTrue();
  }

  @Test
  void it_edits_a_status() {
    client.resource(deployment("status")).create();
    Deployment edited = client.apps().deployments().withName("status").editStatus(
        old -> new DeploymentBuilder(old).editOrNewStatus().withReplicas(7).endStatus().build());
    assertThat(edited.getStatus().getReplicas()).isEqualTo(7);
  }

  @Test
  void it_reads_and_follows_a_log() throws Exception {
    assertThat(client.pods().withName("web").getLog()).startsWith("nginx: ready for start up\n");
    assertThat(client.pods().withName("web").tailingLines(1).getLog().lines()).hasSize(1);
    ByteArrayOutputStream followed = new ByteArrayOutputStream();
    try (LogWatch _ = client.pods().withName("web").watchLog(followed)) {
      client.raw("/api/v1/namespaces/default/pods/web/proxy/");
      await(() -> followed.toString(StandardCharsets.UTF_8).contains("GET / HTTP/1.1"));
    }
  }

  @Test
  void it_runs_programs_in_a_container() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ExecWatch exec = client.pods().withName("web").writingOutput(out).writingError(err)
        .exec("sh", "-c", "echo out; echo err >&2; exit 3")) {
      assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isEqualTo(3);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
  }

  @Test
  void it_copies_files(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("note.txt"), "hello");
    assertThat(client.pods().withName("web").file("/tmp/note.txt").upload(file)).isTrue();
    try (InputStream read = client.pods().withName("web").file("/tmp/note.txt").read()) {
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
  void it_watches() throws Exception {
    BlockingQueue<String> seen = new ArrayBlockingQueue<>(100);
    try (var _ = client.configMaps().withLabel("watched").watch(new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        seen.add(action + " " + map.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.add("closed " + cause);
      }
    })) {
      ConfigMap map = new ConfigMapBuilder(map("w", "a", "b")).editMetadata()
          .addToLabels("watched", "yes").endMetadata().build();
      client.resource(map).create();
      assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("ADDED w");
      client.resource(map).delete();
      assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("DELETED w");
    }
  }

  @Test
  void it_keeps_a_cache_by_an_informer() {
    try (SharedIndexInformer<ConfigMap> informer = client.configMaps().withLabel("informed")
        .inform(new ResourceEventHandler<>() {
          @Override
          public void onAdd(ConfigMap map) {}

          @Override
          public void onUpdate(ConfigMap before, ConfigMap after) {}

          @Override
          public void onDelete(ConfigMap map, boolean unknown) {}
        })) {
      client.resource(new ConfigMapBuilder(map("i", "a", "b")).editMetadata()
          .addToLabels("informed", "yes").endMetadata().build()).create();
      await(() -> informer.getStore().list().size() == 1);
    }
  }

  @Test
  void it_handles_kinds_that_it_has_no_class_for() {
    GenericKubernetesResource generic = client.genericKubernetesResources("v1", "ConfigMap")
        .load(new ByteArrayInputStream("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: generic}
            data: {a: b}
            """.getBytes(StandardCharsets.UTF_8))).create();
    assertThat(generic.getMetadata().getName()).isEqualTo("generic");
    List<HasMetadata> loaded = client.load(new ByteArrayInputStream("""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: loaded-1}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: loaded-2}
        """.getBytes(StandardCharsets.UTF_8))).create();
    assertThat(loaded).hasSize(2);
  }

  @Test
  void it_asks_what_it_may_and_keeps_a_lease() {
    var review = client.authorization().v1().selfSubjectAccessReview().create(
        new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
            .withVerb("list").withResource("pods").endResourceAttributes().endSpec().build());
    assertThat(review.getStatus().getAllowed()).isTrue();
    client.leases().resource(new LeaseBuilder().withNewMetadata().withName("leader").endMetadata()
        .withNewSpec().withHolderIdentity("me").endSpec().build()).create();
    assertThat(client.leases().withName("leader").get().getSpec().getHolderIdentity())
        .isEqualTo("me");
  }

  @Test
  void it_waits_for_conditions_and_deletes() {
    pod("short", "busybox");
    Pod ready = client.pods().withName("short").waitUntilCondition(
        pod -> pod != null && "Running".equals(pod.getStatus().getPhase()), 20, TimeUnit.SECONDS);
    assertThat(ready.getSpec().getNodeName()).isNotEmpty();
    client.pods().withName("short").withGracePeriod(0).delete();
    client.pods().withName("short").waitUntilCondition(java.util.Objects::isNull, 20,
        TimeUnit.SECONDS);
  }

  @Test
  void it_evicts() {
    pod("evicted", "busybox");
    client.pods().withName("evicted").waitUntilReady(20, TimeUnit.SECONDS);
    try {
      assertThat(client.pods().withName("evicted").evict()).isTrue();
    } catch (KubernetesClientException refused) {
      assumeTrue(refused.getCode() != 405, "pods/eviction is not served yet");
      throw refused;
    }
  }

  @Test
  void it_reads_what_pods_use() {
    assertThat(client.top().nodes().metrics().getItems()).isNotNull();
  }

  private static void pod(String name, String image) {
    client.resource(new PodBuilder().withNewMetadata().withName(name).endMetadata().withNewSpec()
        .addNewContainer().withName("main").withImage(image).endContainer().endSpec().build())
        .create();
  }

  private static ConfigMap map(String name, String key, String value) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata()
        .addToData(key, value).build();
  }

  private static Deployment deployment(String name) {
    return new DeploymentBuilder().withNewMetadata().withName(name).endMetadata().withNewSpec()
        .withReplicas(1).withNewSelector().addToMatchLabels("app", name).endSelector()
        .withNewTemplate().withNewMetadata().addToLabels("app", name).endMetadata().withNewSpec()
        .addNewContainer().withName("c").withImage("nginx").endContainer().endSpec()
        .endTemplate().endSpec().build();
  }

  private interface Claim {
    boolean holds();
  }

  private static void await(Claim claim) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!claim.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("did not come true in ten seconds");
      Thread.onSpinWait();
    }
  }
}
