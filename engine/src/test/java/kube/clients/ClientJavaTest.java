package kube.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.kubernetes.client.Exec;
import io.kubernetes.client.PodLogs;
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

  private static LiveCluster cluster;
  private static ApiClient client;
  private static CoreV1Api core;

  @BeforeAll
  static void connect() throws Exception {
    cluster = LiveCluster.start();
    client = new ClientBuilder().setBasePath(cluster.url()).build();
    client.setReadTimeout(0);
    core = new CoreV1Api(client);
    core.createNamespacedPod("default", new V1Pod()
        .metadata(new V1ObjectMeta().name("web"))
        .spec(new V1PodSpec().addContainersItem(new V1Container().name("main").image("nginx"))))
        .execute();
    await(() -> "Running".equals(core.readNamespacedPod("web", "default").execute().getStatus()
        .getPhase()));
  }

  @AfterAll
  static void disconnect() {
    cluster.close();
  }

  @Test
  void it_learns_the_version_and_lists() throws Exception {
    assertThat(new VersionApi(client).getCode().execute().getGitVersion()).startsWith("v1.37");
    assertThat(core.listNode().execute().getItems()).hasSize(3);
    assertThat(core.listNode().limit(1).execute().getMetadata().getContinue()).isNotEmpty();
  }

  @Test
  void it_creates_reads_replaces_and_deletes() throws Exception {
    core.createNamespacedConfigMap("default", map("crud")).execute();
    assertThatThrownBy(() -> core.createNamespacedConfigMap("default", map("crud")).execute())
        .isInstanceOf(ApiException.class).extracting("code").isEqualTo(409);
    V1ConfigMap read = core.readNamespacedConfigMap("crud", "default").execute();
    core.replaceNamespacedConfigMap("crud", "default", read.data(Map.of("color", "red")))
        .execute();
    assertThat(core.readNamespacedConfigMap("crud", "default").execute().getData())
        .containsEntry("color", "red");
    assertThat(core.deleteNamespacedConfigMap("crud", "default").execute().getStatus())
        .isEqualTo("Success");
    assertThatThrownBy(() -> core.readNamespacedConfigMap("crud", "default").execute())
        .isInstanceOf(ApiException.class).extracting("code").isEqualTo(404);
  }

  @Test
  void it_patches_in_four_ways() throws Exception {
    core.createNamespacedConfigMap("default", map("patched")).execute();
    patch(V1Patch.PATCH_FORMAT_JSON_PATCH,
        "[{\"op\":\"add\",\"path\":\"/data/a\",\"value\":\"1\"}]");
    patch(V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, "{\"data\":{\"b\":\"2\"}}");
    patch(V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH, "{\"data\":{\"c\":\"3\"}}");
    V1ConfigMap applied = patch(V1Patch.PATCH_FORMAT_APPLY_YAML,
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"patched\"},"
            + "\"data\":{\"d\":\"4\"}}");
    assertThat(applied.getData()).containsKeys("a", "b", "c", "d");
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
    try (var log = new PodLogs(client).streamNamespacedPodLog("default", "web", "main")) {
      assertThat(new String(log.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("nginx: ready");
    }
  }

  @Test
  void it_runs_a_program_in_a_container() throws Exception {
    Process process = new Exec(client).exec("default", "web",
        new String[]{"sh", "-c", "echo hi; exit 3"}, "main", false, false);
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("hi\n");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
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

  private static V1ConfigMap patch(String format, String patch) throws ApiException {
    return PatchUtils.patch(V1ConfigMap.class,
        () -> core.patchNamespacedConfigMap("patched", "default", new V1Patch(patch))
            .fieldManager("test").buildCall(null),
        format, client);
  }

  private static V1ConfigMap map(String name) {
    return new V1ConfigMap().metadata(new V1ObjectMeta().name(name)).data(Map.of("color", "blue"));
  }

  private interface Claim {
    boolean holds() throws ApiException;
  }

  private static void await(Claim claim) throws ApiException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!claim.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("did not come true in 20 seconds");
      Thread.onSpinWait();
    }
  }
}
