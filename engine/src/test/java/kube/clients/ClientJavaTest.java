package kube.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.kubernetes.client.Exec;
import io.kubernetes.client.PodLogs;
import io.kubernetes.client.PortForward;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AuthorizationV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReviewSpec;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The official Java client, unchanged, against a live cluster.
class ClientJavaTest {

  private static final int PATIENCE_SECONDS = 60;

  private static LiveCluster cluster;
  private static ApiClient client;
  private static CoreV1Api core;

  @BeforeAll
  static void connect() throws Exception {
    cluster = LiveCluster.start();
    client = new ClientBuilder().setBasePath(cluster.url()).build();
    client.setReadTimeout(0);
    core = new CoreV1Api(client);
    core.createNamespacedPod("default", pod("web")).execute();
    await(() -> "Running".equals(core.readNamespacedPod("web", "default").execute().getStatus()
        .getPhase()));
    await(() -> String.valueOf(core.readNamespacedPodLog("web", "default").execute())
        .contains("start worker")); // An empty log is read as null.
  }

  @AfterAll
  static void disconnect() {
    cluster.close();
  }

  @Test
  void it_learns_the_version() throws Exception {
    assertThat(new VersionApi(client).getCode().execute().getGitVersion()).startsWith("v1.37");
  }

  @Test
  void it_lists() throws Exception {
    assertThat(core.listNode().execute().getItems()).hasSize(3);
  }

  @Test
  void it_lists_in_pages() throws Exception {
    assertThat(core.listNode().limit(1).execute().getMetadata().getContinue()).isNotEmpty();
  }

  @Test
  void it_creates_and_reads() throws Exception {
    core.createNamespacedConfigMap("default", map("made")).execute();

    assertThat(core.readNamespacedConfigMap("made", "default").execute().getData())
        .containsEntry("color", "blue");
  }

  @Test
  void it_is_told_what_exists_already() throws Exception {
    core.createNamespacedConfigMap("default", map("twice")).execute();

    assertThatThrownBy(() -> core.createNamespacedConfigMap("default", map("twice")).execute())
        .isInstanceOf(ApiException.class).extracting("code").isEqualTo(409);
  }

  @Test
  void it_is_told_what_is_not_there() throws Exception {
    assertThatThrownBy(() -> core.readNamespacedConfigMap("none", "default").execute())
        .isInstanceOf(ApiException.class).extracting("code").isEqualTo(404);
  }

  @Test
  void it_replaces() throws Exception {
    V1ConfigMap made = core.createNamespacedConfigMap("default", map("replaced")).execute();

    assertThat(core.replaceNamespacedConfigMap("replaced", "default",
        made.data(Map.of("color", "red"))).execute().getData()).containsEntry("color", "red");
  }

  @Test
  void it_deletes_and_reads_a_status_for_it() throws Exception {
    core.createNamespacedConfigMap("default", map("gone")).execute();

    assertThat(core.deleteNamespacedConfigMap("gone", "default").execute().getStatus())
        .isEqualTo("Success");
  }

  @Test
  void it_deletes_a_pod_and_reads_the_pod_for_it() throws Exception {
    core.createNamespacedPod("default", pod("brief")).execute();

    assertThat(core.deleteNamespacedPod("brief", "default").gracePeriodSeconds(0).execute()
        .getMetadata().getName()).isEqualTo("brief");
  }

  @Test
  void it_patches_step_by_step() throws Exception {
    core.createNamespacedConfigMap("default", map("a-patched")).execute();

    assertThat(patch("a-patched", V1Patch.PATCH_FORMAT_JSON_PATCH,
        "[{\"op\":\"add\",\"path\":\"/data/a\",\"value\":\"1\"}]").getData())
        .containsKeys("color", "a");
  }

  @Test
  void it_patches_by_merging() throws Exception {
    core.createNamespacedConfigMap("default", map("b-patched")).execute();

    assertThat(patch("b-patched", V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
        "{\"data\":{\"b\":\"2\"}}").getData()).containsKeys("color", "b");
  }

  @Test
  void it_patches_strategically() throws Exception {
    core.createNamespacedConfigMap("default", map("c-patched")).execute();

    assertThat(patch("c-patched", V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
        "{\"data\":{\"c\":\"3\"}}").getData()).containsKeys("color", "c");
  }

  @Test
  void it_applies_on_the_server() throws Exception {
    core.createNamespacedConfigMap("default", map("applied")).execute();

    V1ConfigMap applied = patch("applied", V1Patch.PATCH_FORMAT_APPLY_YAML,
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"applied\"},"
            + "\"data\":{\"d\":\"4\"}}");

    assertThat(applied.getData()).containsKeys("color", "d");
  }

  @Test
  void it_watches() throws Exception {
    String revision = core.listNamespacedConfigMap("default").execute().getMetadata()
        .getResourceVersion();
    try (Watch<V1ConfigMap> watch = Watch.createWatch(client,
        core.listNamespacedConfigMap("default").watch(true).resourceVersion(revision)
            .buildCall(null),
        new com.google.gson.reflect.TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
      core.createNamespacedConfigMap("default", map("watched")).execute();
      Watch.Response<V1ConfigMap> first = watch.next();
      while (!first.object.getMetadata().getName().equals("watched")) first = watch.next();
      assertThat(first.type).isEqualTo("ADDED");
    }
  }

  @Test
  void it_keeps_a_cache_by_an_informer() throws Exception {
    SharedInformerFactory factory = new SharedInformerFactory(client);
    SharedIndexInformer<V1ConfigMap> informer = factory.sharedIndexInformerFor(
        (CallGeneratorParams parameters) -> core.listConfigMapForAllNamespaces()
            .resourceVersion(parameters.resourceVersion)
            .timeoutSeconds(parameters.timeoutSeconds).watch(parameters.watch).buildCall(null),
        V1ConfigMap.class, V1ConfigMapList.class);
    factory.startAllRegisteredInformers();
    core.createNamespacedConfigMap("default", map("informed")).execute();
    await(() -> informer.getIndexer().getByKey("default/informed") != null);
    factory.stopAllRegisteredInformers();
  }

  @Test
  void it_reads_a_log() throws Exception {
    assertThat(core.readNamespacedPodLog("web", "default").execute()).startsWith("nginx: ready");
  }

  @Test
  void it_follows_a_log() throws Exception {
    try (var log = new PodLogs(client).streamNamespacedPodLog("default", "web", "main")) {
      assertThat(new String(log.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("nginx: ready");
    }
  }

  @Test
  void it_forwards_a_port() throws Exception {
    var forward = new PortForward(client).forward("default", "web", List.of(80));

    // The web server ends the connection after its answer, and this client then gives out no
    // stream any more: so its ear comes first, and no flush follows.
    InputStream answer = forward.getInputStream(80);
    forward.getOutboundStream(80).write("GET / HTTP/1.0\r\n\r\n"
        .getBytes(StandardCharsets.US_ASCII));

    assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200");
  }

  @Test
  void it_runs_a_program_in_a_container() throws Exception {
    Process process = new Exec(client).exec("default", "web",
        new String[]{"sh", "-c", "echo hi; exit 3"}, "main", false, false);
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("hi\n");
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
  }

  @Test
  void it_asks_what_it_may() throws Exception {
    var review = new AuthorizationV1Api(client).createSelfSubjectAccessReview(
        new V1SelfSubjectAccessReview().spec(new V1SelfSubjectAccessReviewSpec()
            .resourceAttributes(new V1ResourceAttributes().verb("list").resource("pods"))))
        .execute();
    assertThat(review.getStatus().getAllowed()).isTrue();
  }

  private static V1ConfigMap patch(String name, String format, String patch)
      throws ApiException {
    return PatchUtils.patch(V1ConfigMap.class,
        () -> core.patchNamespacedConfigMap(name, "default", new V1Patch(patch))
            .fieldManager("test").buildCall(null),
        format, client);
  }

  private static V1Pod pod(String name) {
    return new V1Pod().metadata(new V1ObjectMeta().name(name))
        .spec(new V1PodSpec().addContainersItem(new V1Container().name("main").image("nginx")));
  }

  private static V1ConfigMap map(String name) {
    return new V1ConfigMap().metadata(new V1ObjectMeta().name(name)).data(Map.of("color", "blue"));
  }

  private interface Claim {
    boolean holds() throws ApiException;
  }

  private static void await(Claim claim) throws ApiException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!claim.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("it never came true");
      Thread.onSpinWait();
    }
  }
}
