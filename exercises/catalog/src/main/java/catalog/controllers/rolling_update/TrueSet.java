package catalog.controllers.rolling_update;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.foundation.api.Key;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;

/// One ReplicaSet of the fleet as it truly is, with its Pods. Its controller works when the fleet says
/// so: until then the status tells of a moment ago.
final class TrueSet {

  static final Duration GRACE = Duration.ofSeconds(3);

  final Key key;
  final String uid;
  final String version;
  int replicas;
  Duration minReady = Duration.ZERO;
  private final String ownerUid;
  private final String template;
  private final Instant created;
  private final SortedMap<String, String> annotations = new TreeMap<>();
  private final List<Unit> units = new ArrayList<>();
  private ReplicaSetStatus status = new ReplicaSetStatus(0, 0, 0, 0, 0);
  private int podsMade;

  /// One Pod: when it was made, whether it will ever be ready, and when it is gone.
  private static final class Unit {
    final int number;
    Instant readyAt;
    Optional<Instant> goneAt = Optional.empty();

    Unit(int number, Instant readyAt) {
      this.number = number;
      this.readyAt = readyAt;
    }

    boolean isLeaving() {
      return goneAt.isPresent();
    }
  }

  TrueSet(Key key, String uid, String ownerUid, String version, String template, Instant created) {
    this.key = key;
    this.uid = uid;
    this.ownerUid = ownerUid;
    this.version = version;
    this.template = template;
    this.created = created;
  }

  void annotate(Map<String, String> more) {
    annotations.putAll(more);
  }

  String annotation(String name) {
    return annotations.getOrDefault(name, "");
  }

  /// Its controller works: as many Pods as wished for, and a status that counts them.
  ///
  /// @param readyAt when a Pod that is made now will be ready
  void work(Instant now, Instant readyAt) {
    units.removeIf(unit -> unit.goneAt.filter(at -> !at.isAfter(now)).isPresent());
    while (living() < replicas) units.add(new Unit(++podsMade, readyAt));
    units.stream().filter(unit -> !unit.isLeaving())
        .sorted(Comparator.comparing((Unit unit) -> isAvailable(unit, now))
            .thenComparingInt(unit -> -unit.number))
        .limit(Math.max(0, living() - replicas))
        .toList().forEach(unit -> unit.goneAt = Optional.of(now.plus(GRACE)));
    int leaving = units.size() - living();
    int ready = Math.toIntExact(
        units.stream().filter(unit -> !unit.isLeaving() && !unit.readyAt.isAfter(now)).count());
    status = new ReplicaSetStatus(living(), living(), ready, available(now), 1, leaving);
  }

  /// So many of its Pods at work stop working, for ever.
  void fail(int count, Instant now) {
    units.stream().filter(unit -> isAvailable(unit, now)).limit(count).toList()
        .forEach(unit -> unit.readyAt = Instant.MAX);
  }

  /// The Pods that would never be ready become it at this moment.
  void mend(Instant at) {
    units.stream().filter(unit -> unit.readyAt.equals(Instant.MAX))
        .forEach(unit -> unit.readyAt = at);
  }

  int living() {
    return Math.toIntExact(units.stream().filter(unit -> !unit.isLeaving()).count());
  }

  /// All of its Pods, those on their way out among them.
  int present() {
    return units.size();
  }

  int available(Instant now) {
    return Math.toIntExact(units.stream().filter(unit -> isAvailable(unit, now)).count());
  }

  /// How many of its Pods at work are there to stay, as far as anybody could know.
  int working() {
    return Math.min(replicas, status.availableReplicas());
  }

  private boolean isAvailable(Unit unit, Instant now) {
    return !unit.isLeaving() && !unit.readyAt.equals(Instant.MAX)
        && !unit.readyAt.plus(minReady).isAfter(now);
  }

  ReplicaSet view() {
    OwnerReference owner = new OwnerReference("apps/v1", "Deployment", "web", ownerUid, true, true);
    Metadata metadata = new Metadata(key.namespace(), key.name(), uid, "1", 1, labels(),
        Collections.unmodifiableSortedMap(new TreeMap<>(annotations)), List.of(owner), List.of(),
        Optional.of(created), Optional.empty());
    return new ReplicaSet(metadata, replicas,
        new LabelSelector(List.of(new Requirement("app", Operator.IN, List.of("web")))), minReady,
        template, labels(), status);
  }

  /// Its Pods, as a client of the API would read them.
  List<Pod> pods() {
    return units.stream().map(unit -> {
      String name = key.name() + "-" + unit.number;
      OwnerReference owner = new OwnerReference("apps/v1", "ReplicaSet", key.name(), uid, true,
          true);
      Metadata metadata = new Metadata(key.namespace(), name, uid + "-" + unit.number, "1", 1,
          labels(), Collections.emptySortedMap(), List.of(owner), List.of(), Optional.of(created),
          unit.goneAt);
      return new Pod(metadata, "node-1", "default-scheduler", "Always", GRACE,
          Collections.emptySortedMap(), List.of(), List.of(), "Running", "", Optional.empty(),
          List.of(), List.of());
    }).toList();
  }

  private static SortedMap<String, String> labels() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("app", "web")));
  }
}
