package catalog.controllers.replicaset_controller;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import org.jspecify.annotations.Nullable;

/// What a controller must know of the Pods, and what it may know besides.
///
/// It must know its photograph with its own writes laid over it, until the cache shows them. An
/// answer of the API may tell more: that an adopted Pod has failed meanwhile, that the Pod to be
/// deleted was gone, or, by a timeout, that nobody can say what happened. A controller may listen to
/// that or wait for the cache; so each Pod can have several [#views], and only what is wrong in all
/// of them is a mistake.
final class Knowledge {

  private enum Change {
    ANSWERED, DELETED, GONE, OWNER_SET, NONE
  }

  /// What the controller did to a Pod, and the revision at which the cache will show it.
  private record OwnWrite(Change change, Pod after) {}

  /// One Pod as it may be known: each view of it, one of them empty when it may be thought gone.
  record Known(List<Optional<Pod>> views) {

    /// In every view it fills a place of the set.
    boolean mustCount(ReplicaSet set) {
      return views.stream().allMatch(view -> fills(view, set));
    }

    /// In some view it fills a place of the set.
    boolean mayCount(ReplicaSet set) {
      return views.stream().anyMatch(view -> fills(view, set));
    }

    /// It has this name, in every view.
    boolean isNamed(String name) {
      return isSurely(pod -> pod.metadata().name().equals(name));
    }

    /// Every view of it is so.
    boolean isSurely(Predicate<Pod> property) {
      return views.stream().allMatch(view -> view.filter(property).isPresent());
    }

    private static boolean fills(Optional<Pod> view, ReplicaSet set) {
      return view.filter(pod -> TrayWorld.counts(pod, set)).isPresent();
    }
  }

  private final SortedMap<String, Pod> shown = new TreeMap<>();
  private final SortedMap<String, OwnWrite> written = new TreeMap<>();
  private final SortedMap<String, List<OwnWrite>> hinted = new TreeMap<>();
  private final Set<String> gone = new HashSet<>();

  /// The cache has shown this version of the Pod.
  void show(Pod pod, boolean isGone) {
    String uid = pod.metadata().uid();
    if (isGone) {
      gone.add(uid);
      shown.remove(uid);
      written.remove(uid);
      hinted.remove(uid);
    } else if (!gone.contains(uid)) {
      shown.put(uid, pod);
    }
  }

  void created(Pod pod) {
    write(new OwnWrite(Change.ANSWERED, pod));
  }

  void deleted(Pod pod) {
    write(new OwnWrite(Change.DELETED, pod));
  }

  /// Adopted or released. The answer shows the whole Pod; nobody has to look at it.
  void ownerSet(Pod pod) {
    OwnWrite before = written.get(pod.metadata().uid());
    if (before != null && before.change == Change.DELETED) return;
    write(new OwnWrite(Change.OWNER_SET, pod));
    hint(new OwnWrite(Change.ANSWERED, pod));
  }

  /// A deletion was refused, because the Pod is gone; the cache may show it for a while.
  void deletedBefore(Pod pod) {
    hint(new OwnWrite(Change.GONE, pod));
  }

  /// An adoption was refused. Nobody has to remember that an earlier one of the same Pod was not.
  void adoptionRefused(Pod pod) {
    OwnWrite before = written.get(pod.metadata().uid());
    if (before != null && before.change == Change.OWNER_SET) {
      hint(new OwnWrite(Change.NONE, before.after));
    }
  }

  /// A write was done, and its answer lost: it may be believed to have happened.
  void unanswered(String verb, Pod after) {
    switch (verb) {
      case "create" -> hint(new OwnWrite(Change.ANSWERED, after));
      case "delete" -> hint(new OwnWrite(Change.DELETED, after));
      default -> hint(new OwnWrite(Change.OWNER_SET, after));
    }
  }

  private void write(OwnWrite write) {
    String uid = write.after.metadata().uid();
    written.put(uid, write);
    hinted.remove(uid);
  }

  private void hint(OwnWrite hint) {
    hinted.computeIfAbsent(hint.after.metadata().uid(), uid -> new ArrayList<>()).add(hint);
  }

  /// The caches show everything that is there: own writes tell no more than they.
  void allShown() {
    written.clear();
    hinted.clear();
  }

  /// A new process knows nothing but its caches.
  void forget() {
    shown.clear();
    allShown();
  }

  /// Every Pod of which the controller can know.
  List<Known> pods() {
    SortedSet<String> uids = new TreeSet<>(shown.keySet());
    uids.addAll(written.keySet());
    uids.addAll(hinted.keySet());
    return uids.stream().map(uid -> new Known(views(uid))).toList();
  }

  private List<Optional<Pod>> views(String uid) {
    @Nullable
    Pod seen = shown.get(uid);
    Stream<OwnWrite> own = Stream.ofNullable(written.get(uid));
    Optional<Pod> attentive = own.map(write -> view(seen, write)).findFirst()
        .orElse(Optional.ofNullable(seen));
    Stream<Optional<Pod>> others = hinted.getOrDefault(uid, List.of()).stream()
        .map(hint -> view(seen, hint));
    return Stream.concat(Stream.of(attentive), others).distinct().toList();
  }

  private static Optional<Pod> view(@Nullable Pod seen, OwnWrite write) {
    Optional<Pod> photograph = Optional.ofNullable(seen);
    if (write.change == Change.GONE) return Optional.empty();
    if (seen != null && revision(seen) >= revision(write.after)) return photograph;
    return switch (write.change) {
      case NONE -> photograph;
      case ANSWERED -> Optional.of(write.after);
      case DELETED, GONE -> Optional.empty();
      case OWNER_SET ->
        photograph.map(pod -> withOwners(pod, write.after.metadata().ownerReferences()));
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
