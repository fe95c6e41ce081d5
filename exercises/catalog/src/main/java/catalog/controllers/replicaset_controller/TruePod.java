package catalog.controllers.replicaset_controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Condition;
import kube.foundation.api.ContainerStatus;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;

/// One Pod of the tray as it truly is, whatever the cache shows. Every change is news for the
/// cache.
final class TruePod {

  static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
  static final Duration GRACE = Duration.ofSeconds(30);

  final Key key;
  final String uid;
  private final TrayWorld world;
  private final Instant created;
  private final SortedMap<String, String> labels = new TreeMap<>();
  private final SortedMap<String, String> annotations = new TreeMap<>();
  private Optional<OwnerReference> owner = Optional.empty();
  private String node = "";
  private String phase = "Pending";
  private Optional<Instant> readySince = Optional.empty();
  private Optional<Instant> leavesAt = Optional.empty();
  private int restarts;
  private long revision;

  /// A Pod that waits for a node, with the label `app=LABEL` and without an owner.
  TruePod(TrayWorld world, String name, String label) {
    this.world = world;
    this.key = new Key(world.namespace(), name);
    this.uid = world.uid(name);
    this.created = world.now();
    labels.put("app", label);
  }

  /// Puts it on a node, running and ready from now on.
  TruePod ready() {
    readySince = Optional.of(world.now());
    return running();
  }

  /// Puts it on a node, running, whatever it was before.
  TruePod running() {
    if (node.isEmpty()) node = "node-" + key.name();
    phase = "Running";
    return changed();
  }

  /// Its readiness probe fails from now on.
  TruePod unready() {
    readySince = Optional.empty();
    return changed();
  }

  TruePod finished(String lastPhase) {
    phase = lastPhase;
    readySince = Optional.empty();
    return changed();
  }

  TruePod on(String nodeName) {
    node = nodeName;
    return changed();
  }

  TruePod costs(String deletionCost) {
    annotations.put(DELETION_COST, deletionCost);
    return changed();
  }

  TruePod restarted(int times) {
    restarts = times;
    return changed();
  }

  TruePod label(String name, String value) {
    labels.put(name, value);
    return changed();
  }

  TruePod ownedBy(ReplicaSet set) {
    return ownedBy(set.metadata().name(), set.metadata().uid());
  }

  TruePod ownedBy(String ownerName, String ownerUid) {
    owner = Optional.of(
        new OwnerReference("apps/v1", "ReplicaSet", ownerName, ownerUid, true, true));
    return changed();
  }

  TruePod orphaned() {
    owner = Optional.empty();
    return changed();
  }

  /// Its deletion begins: without a node it is gone at once, otherwise after the grace period.
  TruePod leaving() {
    if (node.isEmpty()) {
      revision = world.nextNumber();
      world.remove(this);
    } else if (leavesAt.isEmpty()) {
      leavesAt = Optional.of(world.now().plus(GRACE));
      changed();
    }
    return this;
  }

  boolean isPending() {
    return node.isEmpty() && phase.equals("Pending");
  }

  boolean isLeaving() {
    return leavesAt.isPresent();
  }

  boolean hasLeftBy(Instant now) {
    return leavesAt.filter(moment -> !moment.isAfter(now)).isPresent();
  }

  boolean hasOwner() {
    return owner.isPresent();
  }

  /// The Pod as a client of the API would read it now.
  Pod view() {
    Metadata metadata = new Metadata(key.namespace(), key.name(), uid, String.valueOf(revision), 1,
        Collections.unmodifiableSortedMap(new TreeMap<>(labels)),
        Collections.unmodifiableSortedMap(new TreeMap<>(annotations)),
        owner.stream().toList(), List.of(), Optional.of(created), leavesAt);
    List<Condition> conditions = readySince
        .map(since -> new Condition("Ready", "True", "", "", Optional.of(since))).stream().toList();
    List<ContainerStatus> containers = restarts == 0
        ? List.of()
        : List.of(new ContainerStatus("app", readySince.isPresent(), restarts, "running", ""));
    return new Pod(metadata, node, "default-scheduler", "Always", GRACE,
        Collections.emptySortedMap(), List.of(), List.of(), phase, "", Optional.empty(),
        conditions, containers);
  }

  private TruePod changed() {
    revision = world.nextNumber();
    world.publish(this);
    return this;
  }
}
