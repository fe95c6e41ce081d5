package kube.cloud.csi;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import tools.jackson.databind.node.ObjectNode;

/// The storage add-on of the cluster: all drivers at work, and the class that claims get by default.
///
/// Like kind and k3s it brings a class `standard` of folders on the nodes, which wait for the first
/// Pod. Whoever wants disks writes a class whose provisioner is [Driver#DISK].
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
public final class Storehouse {

  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

  private final ApiClient client;
  private final Informer<PersistentVolumeClaim> claims;
  private final Informer<PersistentVolume> volumes;
  private final Informer<StorageClass> classes;
  private final Informer<Node> nodes;
  private final Informer<AnyObject> attachments;

  public Storehouse(Actor actor, ApiClient client, Faults faults) {
    this.client = client;
    this.claims = new Informer<>(actor, client, faults, PersistentVolumeClaim.KIND);
    this.volumes = new Informer<>(actor, client, faults, PersistentVolume.KIND);
    this.classes = new Informer<>(actor, client, faults, StorageClass.KIND);
    this.nodes = new Informer<>(actor, client, faults, Kinds.NODE);
    this.attachments = new Informer<>(actor, client, faults, StorageKinds.VOLUME_ATTACHMENT);
    Driver.ALL.forEach(driver -> setUp(actor, driver));
  }

  private void setUp(Actor actor, Driver driver) {
    new Provisioner(actor, client, driver, claims, volumes, classes);
    if (driver.local()) return;
    new Registrar(client, driver, classes, nodes);
    new Attacher(actor, client, driver, attachments);
    new Resizer(actor, client, driver, claims, volumes);
  }

  public void start() {
    client.create(StorageClass.KIND, "", standard());
    classes.start();
    volumes.start();
    claims.start();
    nodes.start();
    attachments.start();
  }

  private static ObjectNode standard() {
    ObjectNode standard = Json.object().put("apiVersion", "storage.k8s.io/v1")
        .put("kind", "StorageClass");
    standard.putObject("metadata").put("name", "standard")
        .putObject("annotations").put(DEFAULT, "true");
    return standard.put("provisioner", Driver.LOCAL_PATH.name()).put("reclaimPolicy", "Delete")
        .put("volumeBindingMode", "WaitForFirstConsumer");
  }
}
