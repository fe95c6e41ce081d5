package kube.clients;

import static kube.clients.Fabric8.PATIENCE_SECONDS;
import static kube.clients.Fabric8.await;
import static kube.clients.Fabric8.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What fabric8 does with Deployments and Jobs, while their controllers write as well.
class Fabric8WorkloadsTest {

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
  void it_scales() {
    client.resource(deployment("scaled")).create();

    client.apps().deployments().withName("scaled").scale(3);

    assertThat(client.apps().deployments().withName("scaled").get().getSpec().getReplicas())
        .isEqualTo(3);
  }

  @Test
  void it_restarts() {
    client.resource(deployment("restarted")).create();

    retried(() -> client.apps().deployments().withName("restarted").rolling().restart());

    assertThat(client.apps().deployments().withName("restarted").get().getSpec().getTemplate()
        .getMetadata().getAnnotations()).containsKey("kubectl.kubernetes.io/restartedAt");
  }

  @Test
  void it_pauses_and_goes_on() {
    client.resource(deployment("paused")).create();

    retried(() -> client.apps().deployments().withName("paused").rolling().pause());
    assertThat(client.apps().deployments().withName("paused").get().getSpec().getPaused()).isTrue();
    retried(() -> client.apps().deployments().withName("paused").rolling().resume());
    assertThat(client.apps().deployments().withName("paused").get().getSpec().getPaused())
        .isNotEqualTo(true);
  }

  @Test
  @SuppressWarnings("deprecation") // Programs still call it, and it sends a request of its own kind.
  void it_rolls_to_another_image() {
    client.resource(deployment("rolled")).create();

    retried(() -> client.apps().deployments().withName("rolled").rolling()
        .updateImage(Map.of("c", "nginx:1.28")));

    assertThat(client.apps().deployments().withName("rolled").get().getSpec().getTemplate()
        .getSpec().getContainers().getFirst().getImage()).isEqualTo("nginx:1.28");
  }

  @Test
  void it_waits_until_a_deployment_is_available() {
    client.resource(deployment("available")).create();

    Deployment ready = client.apps().deployments().withName("available").waitUntilCondition(
        one -> one != null && one.getStatus() != null
            && Objects.equals(one.getStatus().getReadyReplicas(), 1),
        PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(ready.getMetadata().getName()).isEqualTo("available");
  }

  @Test
  void it_edits_a_status() {
    client
        .resource(new JobBuilder().withNewMetadata().withName("status").endMetadata().withNewSpec()
            .withSuspend(true).withNewTemplate().withNewSpec().withRestartPolicy("Never")
            .addNewContainer().withName("c").withImage("busybox").endContainer().endSpec()
            .endTemplate().endSpec().build())
        .create();

    await(() -> {
      try {
        return Objects.equals(7, client.batch().v1().jobs().withName("status").editStatus(
            old -> new JobBuilder(old).editOrNewStatus().withTerminating(7).endStatus().build())
            .getStatus().getTerminating());
      } catch (KubernetesClientException conflict) {
        assertThat(conflict.getCode()).isEqualTo(409);
        return false;
      }
    });
  }

  /// Its patch says which revision it has read, and a controller may write in between: a conflict, on
  /// every cluster.
  private static void retried(Runnable change) {
    await(() -> {
      try {
        change.run();
        return true;
      } catch (KubernetesClientException conflict) {
        assertThat(conflict.getCode()).isEqualTo(409);
        return false;
      }
    });
  }
}
