package kube.node.kubelet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import kube.foundation.api.Key;
import kube.foundation.client.Change;
import kube.node.kubelet.manifest.ManifestFolder;
import kube.node.kubelet.manifest.MirrorPods;
import kube.node.kubelet.manifest.StaticPod;
import kube.node.kubelet.wish.PodWish;

/// Runs the Pods that the files of the machine wish for. No API server is asked for that, and no
/// scheduler: this is how a control plane can be started that is not there yet.
///
/// A changed file is another Pod: it begins when the one before it has ended.
///
/// Owned by the loop.
///
/// **Models** the folder of manifests, looked at with every sync, and mirror Pods. **Leaves out**
/// manifests from a web address.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
final class StaticPods implements Reflection {

  private final NodeKit kit;
  private final Map<String, PodWorker> workers;
  private final BiConsumer<PodWish, Reflection> begin;
  private final ManifestFolder folder;
  private final MirrorPods mirrors;
  private final TreeMap<String, StaticPod> running = new TreeMap<>();

  /// @param workers those of the kubelet, by the uids of their Pods
  /// @param begin lets the kubelet admit a Pod and give it a worker
  StaticPods(NodeKit kit, Map<String, PodWorker> workers,
      BiConsumer<PodWish, Reflection> begin) {
    this.kit = kit;
    this.workers = workers;
    this.begin = begin;
    this.folder = new ManifestFolder(kit.actor(), kit.storage().disk(), kit.machine().name(),
        (file, why) -> kit.actor().record("refuse", file, why));
    this.mirrors = new MirrorPods(kit.client(), kit.machine().name());
  }

  /// Compares the files with what runs.
  void look() {
    List<StaticPod> wanted = folder.pods();
    if (wanted.isEmpty() && running.isEmpty()) return;
    Set<String> uids = new TreeSet<>();
    wanted.forEach(pod -> uids.add(pod.uid()));
    forgetEnded();
    running.values().stream().filter(pod -> !uids.contains(pod.uid())).forEach(this::end);
    wanted.forEach(this::start);
  }

  private void forgetEnded() {
    Set<String> ended = new TreeSet<>();
    for (String uid : running.keySet()) {
      PodWorker worker = workers.get(uid);
      if (worker == null || worker.isOver()) ended.add(uid);
    }
    running.keySet().removeAll(ended);
    workers.keySet().removeAll(ended);
  }

  private void end(StaticPod pod) {
    PodWorker worker = workers.get(pod.uid());
    if (worker != null && !worker.pod().isBeingDeleted()) {
      worker.changed(pod.ending(kit.actor().now()));
    }
  }

  private void start(StaticPod pod) {
    if (running.containsKey(pod.uid())) return;
    boolean mustWait = running.values().stream()
        .anyMatch(other -> other.wish().key().equals(pod.wish().key()));
    if (mustWait) return;
    running.put(pod.uid(), pod);
    begin.accept(pod.wish(), this);
  }

  /// Shows the API what runs here; nothing happens while it cannot be reached.
  void reflect() {
    Set<Key> keys = new TreeSet<>();
    running.values().forEach(pod -> keys.add(pod.wish().key()));
    mirrors.without(keys).forEach(mirrors::remove);
    for (StaticPod pod : List.copyOf(running.values())) {
      PodWorker worker = workers.get(pod.uid());
      if (worker == null || worker.pod().isBeingDeleted()) continue;
      boolean wasShown = mirrors.of(pod.wish().key(), pod.uid()).isPresent();
      mirrors.ensure(pod);
      if (!wasShown) worker.reflected();
    }
  }

  /// A mirror has changed: perhaps somebody deleted it, which does not end the Pod.
  void mirrorChanged(Change<PodWish> change) {
    if (change.isDeletion()) mirrors.disappeared(change.object());
    else
      mirrors.appeared(change.object());
    reflect();
    Optional.ofNullable(workers.get(uidOf(change.object()))).ifPresent(PodWorker::reflected);
  }

  private static String uidOf(PodWish mirror) {
    return mirror.metadata().annotations().getOrDefault("kubernetes.io/config.mirror", "");
  }

  /// The uid by which the kubelet knows the Pod with this one in the API.
  String uidHere(String uid) {
    return mirrors.shownAs(uid).orElse(uid);
  }

  @Override
  public Optional<PodWish> of(PodWish pod) {
    return mirrors.of(pod.key(), pod.uid());
  }

  @Override
  public void ended(PodWish pod) {
    kit.actor().post(() -> {
      look();
      reflect();
    });
  }
}
