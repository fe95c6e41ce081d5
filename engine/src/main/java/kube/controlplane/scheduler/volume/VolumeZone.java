package kube.controlplane.scheduler.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.filter.Inquiry;
import kube.controlplane.scheduler.filter.Refusal;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.api.storage.PersistentVolumeClaim;

/// Keeps a Pod in the zone of its volumes, when the volumes carry the zone as a label.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone
public final class VolumeZone implements Filter {

  private static final List<String> LABELS = List.of("topology.kubernetes.io/zone",
      "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone",
      "failure-domain.beta.kubernetes.io/region");
  private static final Optional<Refusal> OTHER_ZONE = Optional
      .of(Refusal.forGood("node(s) had no available volume zone"));

  /// A label that the node must have, with one of the values.
  private record Place(String label, Set<String> values) {

    boolean isAt(NodeView node) {
      String value = node.labels().get(label);
      return value != null && values.contains(value);
    }
  }

  private final VolumeLore lore;

  public VolumeZone(VolumeLore lore) {
    this.lore = lore;
  }

  @Override
  public String name() {
    return "VolumeZone";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    List<Place> places = new ArrayList<>();
    for (PodWish.Claim wanted : pod.wish().claims()) {
      lore.claim(pod, wanted)
          .map(PersistentVolumeClaim::volumeName)
          .flatMap(lore::volume)
          .ifPresent(volume -> LABELS.forEach(label -> {
            String value = volume.metadata().labels().get(label);
            if (value != null) places.add(new Place(label, Set.of(value.split("__"))));
          }));
    }
    if (places.isEmpty()) return Inquiry.FINE;
    return Inquiry.node(room -> places.stream().allMatch(place -> place.isAt(room.node()))
        ? Optional.empty()
        : OTHER_ZONE);
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return happening instanceof Happening.VolumesChanged
        || happening instanceof Happening.NodeAdded
        || (happening instanceof Happening.NodeChanged(NodeView before, NodeView after)
            && !before.labels().equals(after.labels()));
  }
}
