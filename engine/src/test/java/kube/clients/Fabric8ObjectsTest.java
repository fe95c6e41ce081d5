package kube.clients;

import static kube.clients.Fabric8.PATIENCE_SECONDS;
import static kube.clients.Fabric8.await;
import static kube.clients.Fabric8.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What fabric8 does with any object: it reads, writes, patches, applies, watches and deletes.
///
/// It speaks watches over WebSocket first.
class Fabric8ObjectsTest {

  private static Fabric8 fabric8;
  private static KubernetesClient client;

  @BeforeAll
  static void connect() throws IOException {
    fabric8 = Fabric8.connect();
    client = fabric8.client();
  }

  @AfterAll
  static void disconnect() {
    fabric8.close();
  }

  @Test
  void it_learns_the_version() {
    assertThat(client.getKubernetesVersion().getGitVersion()).startsWith("v1.37");
  }

  @Test
  void it_lists() {
    assertThat(client.nodes().list().getItems()).hasSize(3);
    assertThat(client.namespaces().list().getItems())
        .extracting(HasMetadata::getMetadata).extracting("name").contains("kube-system");
  }

  @Test
  void it_lists_over_all_namespaces() {
    assertThat(client.services().inAnyNamespace().list().getItems())
        .extracting(HasMetadata::getMetadata).extracting("name").contains("kubernetes");
  }

  @Test
  void it_lists_in_pages() {
    var page = client.nodes().list(new ListOptionsBuilder().withLimit(2L).build());

    assertThat(page.getItems()).hasSize(2);
    assertThat(client.nodes().list(new ListOptionsBuilder().withLimit(2L)
        .withContinue(page.getMetadata().getContinue()).build()).getItems()).hasSize(1);
  }

  @Test
  void it_asks_for_a_bare_path() {
    assertThat(client.raw("/healthz")).isEqualTo("ok");
  }

  @Test
  void it_creates_and_reads() {
    client.resource(map("made", "color", "blue")).create();

    assertThat(client.configMaps().withName("made").get().getData()).containsEntry("color", "blue");
    assertThat(client.configMaps().withName("none").get()).isNull();
  }

  @Test
  void it_is_told_what_exists_already() {
    ConfigMap map = map("twice", "color", "blue");
    client.resource(map).create();

    assertThatThrownBy(() -> client.resource(map).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("configmaps \"twice\" already exists");
  }

  @Test
  void it_edits() {
    client.resource(map("edited", "color", "blue")).create();

    assertThat(client.configMaps().withName("edited").edit(old -> new ConfigMapBuilder(old)
        .addToData("size", "xl").build()).getData()).containsEntry("size", "xl");
  }

  @Test
  void it_patches_strategically() {
    client.resource(map("patched-strategically", "color", "blue")).create();

    ConfigMap patched = client.configMaps().withName("patched-strategically").patch(
        PatchContext.of(PatchType.STRATEGIC_MERGE),
        "{\"data\":{\"color\":\"red\"}}");

    assertThat(patched.getData()).isEqualTo(Map.of("color", "red"));
  }

  @Test
  void it_patches_by_merging() {
    client.resource(map("patched-by-merging", "color", "blue")).create();

    ConfigMap patched = client.configMaps().withName("patched-by-merging").patch(
        PatchContext.of(PatchType.JSON_MERGE),
        "{\"data\":{\"color\":null,\"size\":\"s\"}}");

    assertThat(patched.getData()).isEqualTo(Map.of("size", "s"));
  }

  @Test
  void it_patches_step_by_step() {
    client.resource(map("patched-step-by-step", "color", "blue")).create();

    ConfigMap patched = client.configMaps().withName("patched-step-by-step").patch(
        PatchContext.of(PatchType.JSON),
        "[{\"op\":\"add\",\"path\":\"/data/shape\",\"value\":\"round\"}]");

    assertThat(patched.getData()).isEqualTo(Map.of("color", "blue", "shape", "round"));
  }

  @Test
  void it_applies_on_the_server() {
    ConfigMap applied = client.resource(map("applied", "color", "blue")).serverSideApply();

    assertThat(applied.getMetadata().getManagedFields()).isNotEmpty();
  }

  @Test
  void it_forces_an_apply_against_the_owner_of_a_field() {
    client.resource(map("owned", "color", "blue")).fieldManager("somebody").serverSideApply();
    ConfigMap mine = map("owned", "color", "green");

    assertThatThrownBy(() -> client.resource(mine).serverSideApply())
        .hasMessageContaining("conflict with \"somebody\": .data.color");
    assertThat(client.resource(mine).forceConflicts().serverSideApply().getData())
        .containsEntry("color", "green");
  }

  @Test
  void it_creates_or_replaces() {
    client.resource(map("either", "color", "blue")).create();

    assertThat(client.resource(map("either", "color", "red"))
        .createOr(existing -> existing.update()).getData()).containsEntry("color", "red");
  }

  @Test
  void it_refuses_to_replace_what_has_changed_since() {
    ConfigMap old = client.resource(map("stale", "color", "blue")).create();
    client.configMaps().withName("stale").edit(now -> new ConfigMapBuilder(now)
        .addToData("size", "s").build());

    assertThatThrownBy(() -> client.resource(old).lockResourceVersion().update())
        .hasMessageContaining("the object has been modified");
  }

  @Test
  void it_deletes() {
    client.resource(map("gone", "color", "blue")).create();

    assertThat(client.configMaps().withName("gone").delete()).hasSize(1);
    assertThat(client.configMaps().withName("gone").get()).isNull();
  }

  @Test
  void it_deletes_by_label() {
    client.resource(labelled("l-1", "batch")).create();
    client.resource(labelled("l-2", "batch")).create();

    client.configMaps().withLabel("batch").delete();

    assertThat(client.configMaps().withLabel("batch").list().getItems()).isEmpty();
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
      ConfigMap map = labelled("w", "watched");
      client.resource(map).create();
      assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("ADDED w");
      client.resource(map).delete();
      assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("DELETED w");
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
      client.resource(labelled("i", "informed")).create();
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
  }

  @Test
  void it_loads_several_objects_of_one_text() {
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
  void it_asks_what_it_may() {
    var review = client.authorization().v1().selfSubjectAccessReview().create(
        new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
            .withVerb("list").withResource("pods").endResourceAttributes().endSpec().build());
    assertThat(review.getStatus().getAllowed()).isTrue();
  }

  @Test
  void it_keeps_a_lease() {
    client.leases().resource(new LeaseBuilder().withNewMetadata().withName("leader").endMetadata()
        .withNewSpec().withHolderIdentity("me").endSpec().build()).create();
    assertThat(client.leases().withName("leader").get().getSpec().getHolderIdentity())
        .isEqualTo("me");
  }

  @Test
  void it_makes_and_removes_a_namespace() {
    client.resource(new NamespaceBuilder().withNewMetadata().withName("short-lived").endMetadata()
        .build()).create();
    client.namespaces().withName("short-lived").delete();

    await(() -> client.namespaces().withName("short-lived").get() == null);
  }

  private static ConfigMap labelled(String name, String label) {
    return new ConfigMapBuilder(map(name, "a", "b")).editMetadata().addToLabels(label, "yes")
        .endMetadata().build();
  }
}
