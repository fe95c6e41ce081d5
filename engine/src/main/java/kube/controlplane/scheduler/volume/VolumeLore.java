package kube.controlplane.scheduler.volume;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.controlplane.scheduler.view.Copies;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeSelector;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;
import kube.foundation.client.Informer;

/// The scheduler's copies of everything about storage.
///
/// Owned by the loop.
public final class VolumeLore {

  private final Informer<PersistentVolumeClaim> claims;
  private final Informer<PersistentVolume> volumes;
  private final Informer<StorageClass> classes;
  private final Informer<CsiNode> csiNodes;

  public VolumeLore(Copies copies, Consumer<Happening> onChange) {
    this.claims = hear(copies.of(PersistentVolumeClaim.KIND), onChange);
    this.volumes = hear(copies.of(PersistentVolume.KIND), onChange);
    this.classes = hear(copies.of(StorageClass.KIND), onChange);
    this.csiNodes = hear(copies.of(CsiNode.KIND), onChange);
  }

  private static <T extends KubernetesObject> Informer<T> hear(Informer<T> copy,
      Consumer<Happening> onChange) {
    return copy.onChange(change -> onChange.accept(new Happening.VolumesChanged("",
        change.object().metadata().namespace(), change.object().metadata().name())));
  }

  Optional<PersistentVolumeClaim> claim(PodView pod, PodWish.Claim claim) {
    return claims.get(new Key(pod.namespace(), claim.name()));
  }

  Optional<PersistentVolumeClaim> claim(Key key) {
    return claims.get(key);
  }

  Optional<PersistentVolume> volume(String name) {
    return volumes.get(new Key("", name));
  }

  List<PersistentVolume> volumes() {
    return volumes.list("");
  }

  Optional<StorageClass> storageClass(String name) {
    return name.isEmpty() ? Optional.empty() : classes.get(new Key("", name));
  }

  /// Whether the claim is only fulfilled once a Pod has a node.
  boolean waits(PersistentVolumeClaim claim) {
    return storageClass(claim.className()).filter(StorageClass::waits).isPresent();
  }

  /// How many volumes of a driver the node takes; empty when nobody set a limit.
  Optional<Integer> limit(String node, String driver) {
    return csiNodes.get(new Key("", node)).flatMap(n -> Optional.ofNullable(
        n.limits().get(driver)));
  }

  static boolean isReachable(PersistentVolume volume, NodeView node) {
    return !volume.nodes().isObject() || NodeSelector.of(volume.nodes()).matches(node);
  }
}
