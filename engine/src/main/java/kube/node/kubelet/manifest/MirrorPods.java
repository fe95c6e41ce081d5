package kube.node.kubelet.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.client.ApiClient;
import kube.node.kubelet.wish.PodWish;

/// The reflections of static Pods in the API: who looks there sees them, and can change nothing.
///
/// A mirror that is deleted is made again, one that shows another Pod is replaced, and one that shows
/// none any more is removed.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/glossary/?all=true#term-mirror-pod
public final class MirrorPods {

  private static final Kind<PodWish> POD = Kinds.POD.readAs(PodWish::of);

  private final ApiClient client;
  private final String node;
  private final TreeMap<Key, PodWish> shown = new TreeMap<>();

  public MirrorPods(ApiClient client, String node) {
    this.client = client;
    this.node = node;
  }

  /// What the API shows of the static Pod with this name and this uid now.
  public Optional<PodWish> of(Key pod, String uid) {
    return Optional.ofNullable(shown.get(pod)).filter(mirror -> !mirror.isBeingDeleted()
        && uid.equals(mirror.metadata().annotations().get(StaticPod.MIRROR)));
  }

  /// The static Pod whose mirror has this uid; empty when none has.
  public Optional<String> shownAs(String mirrorUid) {
    return shown.values().stream().filter(mirror -> mirror.uid().equals(mirrorUid)).findFirst()
        .map(mirror -> mirror.metadata().annotations().get(StaticPod.MIRROR));
  }

  public void appeared(PodWish mirror) {
    shown.put(mirror.key(), mirror);
  }

  public void disappeared(PodWish mirror) {
    PodWish last = shown.get(mirror.key());
    if (last != null && last.uid().equals(mirror.uid())) shown.remove(mirror.key());
  }

  /// Sees to it that the API shows the Pod, and no other under its name.
  public void ensure(StaticPod pod) {
    Key key = pod.wish().key();
    if (of(key, pod.uid()).isPresent()) return;
    if (!remove(key)) return;
    Optional<Node> machine = client.get(Kinds.NODE, new Key("", node)).toOptional();
    if (machine.isEmpty()) return;
    client.create(POD, key.namespace(), pod.mirror(machine.get().metadata().uid())).toOptional()
        .ifPresent(this::appeared);
  }

  /// Takes the mirror with this name away, at once. Returns whether there is none left.
  public boolean remove(Key pod) {
    PodWish mirror = shown.get(pod);
    if (mirror == null) return true;
    boolean isGone = client.deleteNow(mirror.metadata()).refusal()
        .filter(refusal -> !refusal.isNotFound()).isEmpty();
    if (isGone) shown.remove(pod);
    return isGone;
  }

  /// The mirrors that show no Pod of this machine.
  public List<Key> without(Set<Key> pods) {
    return shown.keySet().stream().filter(key -> !pods.contains(key)).toList();
  }
}
