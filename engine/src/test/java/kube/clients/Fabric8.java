package kube.clients;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/// The Java client fabric8, unchanged, with a live cluster of its own.
record Fabric8(LiveCluster cluster, KubernetesClient client) implements AutoCloseable {

  static final int PATIENCE_SECONDS = 60;

  static Fabric8 connect() throws IOException {
    LiveCluster cluster = LiveCluster.start();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(cluster.url())
        .withNamespace("default").build();
    return new Fabric8(cluster, new KubernetesClientBuilder().withConfig(config).build());
  }

  /// Makes a Pod of one container and waits until it is ready.
  void runs(String name, String image) {
    client.resource(new PodBuilder().withNewMetadata().withName(name).addToLabels("run", name)
        .endMetadata().withNewSpec().addNewContainer().withName("main").withImage(image)
        .endContainer().endSpec().build()).create();
    client.pods().withName(name).waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static ConfigMap map(String name, String key, String value) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata()
        .addToData(key, value).build();
  }

  static Deployment deployment(String name) {
    return new DeploymentBuilder().withNewMetadata().withName(name).endMetadata().withNewSpec()
        .withReplicas(1).withNewSelector().addToMatchLabels("app", name).endSelector()
        .withNewTemplate().withNewMetadata().addToLabels("app", name).endMetadata().withNewSpec()
        .addNewContainer().withName("c").withImage("nginx").endContainer().endSpec()
        .endTemplate().endSpec().build();
  }

  interface Claim {
    boolean holds();
  }

  static void await(Claim claim) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!claim.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("it never came true");
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    client.close();
    cluster.close();
  }
}
