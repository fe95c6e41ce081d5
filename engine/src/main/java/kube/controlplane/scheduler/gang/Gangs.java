package kube.controlplane.scheduler.gang;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Key;
import kube.foundation.client.Informer;

/// Which Pods there are of each group, and whether they may be tried.
///
/// Owned by the loop.
///
/// **Models** the gate in front of the queue and the count of a gang. **Leaves out** groups of
/// groups, topology constraints, and preemption for a whole group.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/gang-scheduling/
public final class Gangs {

  private final Informer<PodGroup> groups;
  private final Map<Key, Map<Key, Boolean>> members = new HashMap<>();

  public Gangs(Informer<PodGroup> groups) {
    this.groups = groups;
  }

  /// Notes a Pod of a group; returns whether the group has one more or one less than before.
  public boolean changed(PodView pod, boolean gone) {
    if (pod.group().isEmpty()) return false;
    Map<Key, Boolean> known = members.computeIfAbsent(groupOf(pod), group -> new TreeMap<>());
    if (gone) return known.remove(pod.key()) != null;
    return known.put(pod.key(), pod.isAssigned()) == null;
  }

  public Key groupOf(PodView pod) {
    return new Key(pod.namespace(), pod.wish().group());
  }

  private Optional<PodGroup> find(PodView pod) {
    return pod.group().isEmpty() ? Optional.empty() : groups.get(groupOf(pod));
  }

  /// Whether the Pod may be tried: its group exists, and of a gang there are enough.
  public boolean mayTry(PodView pod) {
    if (pod.group().isEmpty()) return true;
    return find(pod).filter(group -> members.getOrDefault(groupOf(pod), Map.of())
        .size() >= group.minCount()).isPresent();
  }

  public boolean isGang(PodView pod) {
    return find(pod).filter(group -> group.minCount() > 0).isPresent();
  }

  public int minCountOf(PodView pod) {
    return find(pod).map(PodGroup::minCount).orElse(0);
  }

  /// How many of the Pod's group are on nodes already, as the API shows it.
  public long boundOf(PodView pod) {
    return members.getOrDefault(groupOf(pod), Map.of()).values().stream().filter(b -> b).count();
  }

  /// Whether the news are about the Pod's group.
  public static boolean concerns(Happening happening, PodView pod) {
    return happening instanceof Happening.GroupChanged(String namespace, String name)
        && pod.namespace().equals(namespace) && pod.wish().group().equals(name);
  }
}
