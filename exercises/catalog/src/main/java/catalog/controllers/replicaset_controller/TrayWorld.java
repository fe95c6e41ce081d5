package catalog.controllers.replicaset_controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import grader.check.Learner;
import grader.trace.Tape;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.Key;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// A tray with places for Pods, in which one controller works: the smallest world that can show
/// every mistake of a ReplicaSet controller.
///
/// It holds what is true; the controller sees it only through caches, which catch up when a check
/// says so. Time passes only by [#advance]. Nothing here is random; checks that want chance bring
/// it.
final class TrayWorld implements Clock {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final Tape tape = new Tape(this);
  final Trace trace = new Trace(tape);
  final TrayControl control = new TrayControl(this);
  final LateCache<Pod> podCache = new LateCache<>(this::podShown);
  final LateCache<ReplicaSet> setCache = new LateCache<>(
      (set, gone) -> trace.show(set.metadata().name(), gone));
  private final SortedMap<Key, TruePod> pods = new TreeMap<>();
  private final SortedMap<Key, ReplicaSet> sets = new TreeMap<>();
  private final Learner<ReplicaSetController> learner;
  private final int number;
  private ReplicaSetController controller;
  private Instant now;
  private Duration skew = Duration.ZERO;
  private long numbersGiven;
  private int podsMade;

  TrayWorld(Learner<ReplicaSetController> learner) {
    this(learner, learner.start(), 1, START);
  }

  private TrayWorld(Learner<ReplicaSetController> learner, ReplicaSetController controller,
      int number, Instant start) {
    this.learner = learner;
    this.controller = controller;
    this.number = number;
    this.now = start;
    tape.read(Seen.PODS, () -> Math.toIntExact(pods.values().stream()
        .filter(pod -> !pod.isLeaving()).count()));
  }

  /// Another tray, in another namespace, with the same controller: one instance serves them all.
  TrayWorld another() {
    return new TrayWorld(learner, controller, number + 1, now);
  }

  String namespace() {
    return "shop-" + number;
  }

  /// An identifier that no other object has.
  String uid(String name) {
    return "uid-" + number + "-" + nextNumber() + "-" + name;
  }

  /// Whether the Pod fills a place of the set: owned, chosen, not finished, not leaving.
  static boolean counts(Pod pod, ReplicaSet set) {
    return pod.metadata().isControlledBy(set.metadata()) && !pod.isFinished()
        && !pod.metadata().isBeingDeleted() && set.selector().matches(pod.metadata().labels());
  }

  /// A ReplicaSet that chooses Pods with the label `app=NAME` and wishes for so many.
  ReplicaSet wish(String name, int replicas) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("app", name);
    Metadata metadata = new Metadata(namespace(), name, uid(name), "1", 1,
        Collections.emptySortedMap(), Collections.emptySortedMap(), List.of(), List.of(),
        Optional.of(now), Optional.empty());
    return store(new ReplicaSet(metadata, replicas,
        new LabelSelector(List.of(new Requirement("app", Operator.IN, List.of(name)))),
        Duration.ZERO, "{\"metadata\":{\"labels\":{\"app\":\"" + name + "\"}}}",
        Collections.unmodifiableSortedMap(labels), new ReplicaSetStatus(0, 0, 0, 0, 0)));
  }

  /// Stores a new version of a set; its cache will show it.
  ReplicaSet store(ReplicaSet set) {
    sets.put(set.key(), set);
    setCache.send(set, false);
    return set;
  }

  void drop(ReplicaSet set) {
    sets.remove(set.key());
    setCache.send(set, true);
  }

  /// The set as it truly is.
  ReplicaSet truly(ReplicaSet set) {
    ReplicaSet latest = sets.get(set.key());
    if (latest == null) throw new IllegalStateException("no such set in the tray: " + set.key());
    return latest;
  }

  /// A new Pod with the label `app=LABEL`, without node and owner.
  TruePod pod(String name, String label) {
    TruePod pod = new TruePod(this, name, label);
    pods.put(pod.key, pod);
    return pod;
  }

  /// The name of the next Pod that the controller makes for `owner`.
  String nextPodName(ReplicaSet owner) {
    return owner.metadata().name() + "-" + ++podsMade;
  }

  /// A new ready Pod of the set.
  TruePod readyPod(String name, ReplicaSet owner) {
    return pod(name, owner.metadata().name()).ownedBy(owner).ready();
  }

  List<TruePod> pods() {
    return new ArrayList<>(pods.values());
  }

  /// The Pods that truly fill places of the set.
  List<Pod> placesTaken(ReplicaSet set) {
    return pods.values().stream().map(TruePod::view)
        .filter(pod -> counts(pod, truly(set))).toList();
  }

  /// The nodes do their work: Pods without a node get one and become ready.
  void nodesWork() {
    pods().stream().filter(TruePod::isPending).forEach(TruePod::ready);
  }

  /// Time passes; Pods whose grace period ends are gone.
  void advance(Duration duration) {
    now = now.plus(duration);
    pods().stream().filter(pod -> pod.hasLeftBy(now)).forEach(this::remove);
  }

  /// All caches catch up.
  void show() {
    setCache.showAll();
    podCache.showAll();
  }

  /// One pass, with the caches as they are.
  Result pass(ReplicaSet set) {
    trace.beginPass(set.metadata().name());
    return controller.reconcile(set.key(), setCache, podCache, control, () -> now.plus(skew));
  }

  /// All caches catch up, then one pass.
  Result look(ReplicaSet set) {
    show();
    return pass(set);
  }

  /// The controller's process ends and another begins: empty fields, fresh caches.
  void restart() {
    controller = learner.start();
    trace.knowledge().forget();
    setCache.listAfresh();
    podCache.listAfresh();
    show();
    pods.values().forEach(pod -> trace.knowledge().show(pod.view(), false));
    control.seam.mend();
  }

  /// The controller's clock is ahead of the cluster's by this much from now on.
  void skew(Duration ahead) {
    skew = ahead;
  }

  @Override
  public Instant now() {
    return now;
  }

  long nextNumber() {
    return ++numbersGiven;
  }

  void publish(TruePod pod) {
    if (pods.get(pod.key) == pod) podCache.send(pod.view(), false);
  }

  void remove(TruePod pod) {
    pods.remove(pod.key);
    podCache.send(pod.view(), true);
  }

  private void podShown(Pod pod, boolean gone) {
    trace.show(pod.metadata().name(), gone);
    trace.knowledge().show(pod, gone);
    controller.podSeen(pod, gone);
  }
}
