package kube.cloud.csi;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Node;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.api.storage.StorageClass;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import tools.jackson.databind.node.ObjectNode;

/// Makes a driver known to the cluster and to each node, once somebody wants volumes of it.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes-csi.github.io/docs/csi-node-object.html
final class Registrar {

  /// How many disks a machine has slots for.
  private static final int SLOTS = 16;

  private final ApiClient client;
  private final Driver driver;
  private final Informer<StorageClass> classes;
  private final Informer<Node> nodes;

  Registrar(ApiClient client, Driver driver, Informer<StorageClass> classes,
      Informer<Node> nodes) {
    this.client = client;
    this.driver = driver;
    this.classes = classes;
    this.nodes = nodes;
    classes.onChange(change -> {
      if (change.before().isEmpty() && change.object().provisioner().equals(driver.name())) {
        register();
      }
    });
    nodes.onChange(change -> {
      if (change.before().isEmpty() && isWanted()) register(change.object());
    });
  }

  private boolean isWanted() {
    return classes.list("").stream().anyMatch(c -> c.provisioner().equals(driver.name()));
  }

  private void register() {
    ObjectNode object = Json.object().put("apiVersion", "storage.k8s.io/v1")
        .put("kind", "CSIDriver");
    object.putObject("metadata").put("name", driver.name());
    object.putObject("spec").put("attachRequired", true).put("podInfoOnMount", false);
    client.create(StorageKinds.CSI_DRIVER, "", object);
    nodes.list("").forEach(this::register);
  }

  private void register(Node node) {
    String name = node.metadata().name();
    if (client.get(StorageKinds.CSI_NODE, new Key("", name)).isOk()) return;
    ObjectNode object = Json.object().put("apiVersion", "storage.k8s.io/v1")
        .put("kind", "CSINode");
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    metadata.putArray("ownerReferences").addObject().put("apiVersion", "v1").put("kind", "Node")
        .put("name", name).put("uid", node.metadata().uid());
    ObjectNode entry = object.putObject("spec").putArray("drivers").addObject();
    entry.put("name", driver.name()).put("nodeID", name);
    entry.putObject("allocatable").put("count", SLOTS);
    entry.putArray("topologyKeys");
    client.create(StorageKinds.CSI_NODE, "", object);
  }
}
