package catalog.controllers.replicaset_controller;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import org.jspecify.annotations.Nullable;

/// What an attentive controller knows of the Pods: its photograph, with its own writes laid over
/// it.
///
/// An answer of the API may tell more, for example that an adopted Pod has failed meanwhile. Nobody
/// has to listen to that: only what was written counts, until the cache shows it.
final class Knowledge {

  private enum Change {
    CREATED, DELETED, OWNER_SET
  }

  /// What the controller did to a Pod, and the revision at which the cache will show it.
  private record OwnWrite(Change change, Pod after) {}

  private final SortedMap<String, Pod> shown = new TreeMap<>();
  private final SortedMap<String, OwnWrite> written = new TreeMap<>();
  private final Set<String> gone = new HashSet<>();

  /// The cache has shown this version of the Pod.
  void show(Pod pod, boolean isGone) {
    String uid = pod.metadata().uid();
    if (isGone) {
      gone.add(uid);
      shown.remove(uid);
      written.remove(uid);
    } else if (!gone.contains(uid)) {
      shown.put(uid, pod);
    }
  }

  void created(Pod pod) {
    written.put(pod.metadata().uid(), new OwnWrite(Change.CREATED, pod));
  }

  void deleted(Pod pod) {
    written.put(pod.metadata().uid(), new OwnWrite(Change.DELETED, pod));
  }

  /// Adopted or released.
  void ownerSet(Pod pod) {
    OwnWrite before = written.get(pod.metadata().uid());
    if (before != null && before.change == Change.DELETED) return;
    written.put(pod.metadata().uid(), new OwnWrite(Change.OWNER_SET, pod));
  }

  /// An adoption was refused. Nobody has to remember that an earlier one of the same Pod was not.
  void adoptionRefused(Pod pod) {
    OwnWrite before = written.get(pod.metadata().uid());
    if (before != null && before.change == Change.OWNER_SET) written.remove(pod.metadata().uid());
  }

  /// The caches show everything that is there: own writes tell no more than they.
  void allShown() {
    written.clear();
  }

  /// A new process knows nothing but its caches.
  void forget() {
    shown.clear();
    written.clear();
  }

  /// The Pods that fill places of the set, as far as the controller can know.
  List<Pod> podsOf(ReplicaSet set) {
    Set<String> uids = new TreeSet<>(shown.keySet());
    uids.addAll(written.keySet());
    return uids.stream().flatMap(this::known).filter(pod -> TrayWorld.counts(pod, set)).toList();
  }

  private Stream<Pod> known(String uid) {
    @Nullable
    Pod seen = shown.get(uid);
    @Nullable
    OwnWrite write = written.get(uid);
    if (write == null) return Stream.of(Objects.requireNonNull(seen));
    if (seen != null && revision(seen) >= revision(write.after)) return Stream.of(seen);
    return switch (write.change) {
      case CREATED -> Stream.of(write.after);
      case DELETED -> Stream.empty();
      case OWNER_SET ->
        seen == null
            ? Stream.empty()
            : Stream.of(withOwners(seen, write.after.metadata().ownerReferences()));
    };
  }

  private static Pod withOwners(Pod pod, List<OwnerReference> owners) {
    Metadata old = pod.metadata();
    Metadata metadata = new Metadata(old.namespace(), old.name(), old.uid(),
        old.resourceVersion(), old.generation(), old.labels(), old.annotations(), owners,
        old.finalizers(), old.creationTimestamp(), old.deletionTimestamp());
    return new Pod(metadata, pod.nodeName(), pod.schedulerName(), pod.restartPolicy(),
        pod.terminationGracePeriod(), pod.nodeSelector(), pod.tolerations(), pod.containers(),
        pod.phase(), pod.podIP(), pod.startTime(), pod.conditions(), pod.containerStatuses());
  }

  private static long revision(Pod pod) {
    return Long.parseLong(pod.metadata().resourceVersion());
  }
}
