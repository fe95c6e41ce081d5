package catalog.controllers.rolling_update;

import grader.check.Learner;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// One Deployment called `web` and its ReplicaSets, in which one controller works.
///
/// It holds what is true, and what the learner's controller sees of it. Time passes by seconds, and
/// only when a check says so; the controller is asked when something has changed, or when it wanted
/// to look again. Nothing here is random.
final class Fleet implements Clock {

  static final String REVISION = "deployment.kubernetes.io/revision";
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  final FleetControl control = new FleetControl(this);
  private final Lister<Deployment> deployments = new Shelf<>(() -> List.of(deployment()));
  private final Lister<ReplicaSet> setShelf = new Shelf<>(
      () -> all().stream().map(TrueSet::view).toList());
  private final Lister<Pod> podShelf = new Shelf<>(
      () -> all().stream().flatMap(set -> set.pods().stream()).toList());
  private final Desk desk;
  private final Key web;
  private final SortedMap<Key, TrueSet> sets = new TreeMap<>();
  private final Set<String> brokenVersions = new HashSet<>();
  private final Wish wish;
  private Duration startup = Duration.ofSeconds(2);
  private Instant now = START;
  private Optional<Instant> wakeAt = Optional.empty();
  private boolean isChanged = true;
  private DeploymentStatus status = new DeploymentStatus(0, 0, 0, 0, 0, 0, 0, 0, List.of());
  private String reportedRevision = "";
  private int pass;
  private int setsMade;
  private int most;
  private int least = Integer.MAX_VALUE;

  /// A Deployment that nobody has looked at yet.
  Fleet(Learner<DeploymentController> learner, Wish wish) {
    this(new Desk(learner), wish);
  }

  Fleet(Desk desk, Wish wish) {
    this.desk = desk;
    this.web = new Key(desk.namespace(), "web");
    this.wish = wish;
    wish.onChange(this::touched);
  }

  /// A Deployment whose Pods, of version `v1`, have been at work for long.
  static Fleet running(Learner<DeploymentController> learner, Wish wish) {
    return running(new Desk(learner), wish);
  }

  static Fleet running(Desk desk, Wish wish) {
    Fleet fleet = new Fleet(desk, wish);
    fleet.earlier("v1", wish.replicas(), 1);
    return fleet;
  }

  /// A set that an earlier controller made, with Pods at work.
  TrueSet earlier(String version, int replicas, int revision) {
    TrueSet set = new TrueSet(new Key(web.namespace(), "web-of-" + version), uid(), ownerUid(),
        version,
        Wish.template(version, "made-earlier-" + version), START);
    set.annotate(Map.of(REVISION, Integer.toString(revision),
        "deployment.kubernetes.io/desired-replicas", Integer.toString(wish.replicas()),
        "deployment.kubernetes.io/max-replicas", Integer.toString(wish.mostPods())));
    set.replicas = replicas;
    sets.put(set.key, set);
    set.minReady = wish.minReady();
    set.work(now, START.minusSeconds(3600));
    return set;
  }

  /// A set of somebody else, under a name that one of ours would have.
  void stranger(String name) {
    TrueSet set = new TrueSet(new Key(web.namespace(), name), uid(), "uid-of-somebody", "theirs",
        Wish.template("theirs", "theirs"), START);
    set.replicas = 3;
    sets.put(set.key, set);
  }

  TrueSet newSet(String name, String hash, int replicas) {
    TrueSet set = new TrueSet(new Key(web.namespace(), name), uid(), ownerUid(), version(),
        Wish.withHash(wish.template(), hash), now);
    set.replicas = replicas;
    set.minReady = wish.minReady();
    sets.put(set.key, set);
    return set;
  }

  private String uid() {
    return ownerUid() + "-set-" + ++setsMade;
  }

  private String ownerUid() {
    return "uid-" + web.namespace();
  }

  boolean isMine(TrueSet set) {
    return !set.version.equals("theirs");
  }

  boolean isTaken(String name) {
    return sets.containsKey(new Key(web.namespace(), name));
  }

  Optional<TrueSet> find(Key key) {
    return Optional.ofNullable(sets.get(key));
  }

  void drop(TrueSet set) {
    sets.remove(set.key);
  }

  /// The version that is wished for.
  String version() {
    return wish.version();
  }

  /// Pods of this version never become ready.
  void breaks(String version) {
    brokenVersions.add(version);
  }

  /// Nothing is broken any more: whatever waited becomes ready.
  void mend() {
    brokenVersions.clear();
    sets().forEach(set -> set.mend(now));
    touched();
  }

  void startsIn(Duration time) {
    startup = time;
  }

  // ── Time

  /// One look of the controller.
  Result look() {
    pass++;
    isChanged = false;
    Result result = desk.controller().reconcile(web, deployments, setShelf, podShelf, control,
        this);
    wakeAt = switch (result) {
      case Result.Done _ -> Optional.empty();
      case Result.After(Duration delay) -> Optional.of(now.plus(delay));
      case Result.Retry _ -> Optional.of(now.plusSeconds(1));
    };
    watch();
    return result;
  }

  /// A second passes, and the sets' controller works.
  void tick() {
    now = now.plusSeconds(1);
    String before = shown();
    for (TrueSet set : all()) {
      set.work(now, brokenVersions.contains(set.version) ? Instant.MAX : now.plus(startup));
    }
    if (!shown().equals(before)) touched();
    watch();
  }

  /// Lets a second pass, before which the controller looks if there is a reason.
  void second() {
    lookIfDue();
    tick();
  }

  /// Lets so many seconds pass; the controller has the last look.
  void run(int seconds) {
    for (int second = 0; second < seconds; second++) second();
    lookIfDue();
  }

  /// The same until the roll-out has arrived, at most so long. Whether it has.
  boolean arrives(int seconds) {
    for (int second = 0; second < seconds && !hasArrived(); second++) second();
    lookIfDue();
    return hasArrived();
  }

  void lookIfDue() {
    boolean isDue = wakeAt.filter(at -> !at.isAfter(now)).isPresent();
    if (isChanged || isDue) look();
  }

  /// Whether all Pods are of the wished version, as many as wished, and at work.
  boolean hasArrived() {
    return size(version()) == wish.replicas() && available() == wish.replicas()
        && sum(TrueSet::living) == wish.replicas();
  }

  /// The controller's process ends and another begins, with empty fields.
  void restart() {
    desk.replace();
    isChanged = true;
  }

  void touched() {
    isChanged = true;
  }

  private String shown() {
    return sets().stream().map(set -> set.view().status().toString())
        .collect(Collectors.joining());
  }

  private void watch() {
    most = Math.max(most, sum(set -> set.replicas));
    least = Math.min(least, available());
  }

  // ── What is true

  private List<TrueSet> all() {
    return List.copyOf(sets.values());
  }

  List<TrueSet> sets() {
    return sets.values().stream().filter(this::isMine).toList();
  }

  int sum(ToIntFunction<TrueSet> number) {
    return sets().stream().mapToInt(number).sum();
  }

  int size(String version) {
    return sets().stream().filter(set -> set.version.equals(version))
        .mapToInt(set -> set.replicas).sum();
  }

  int available() {
    return sum(set -> set.available(now));
  }

  /// Never since the last [#watchAnew] more replicas than this, all versions together.
  int most() {
    return most;
  }

  /// Never since the last [#watchAnew] fewer Pods at work than this.
  int least() {
    return least;
  }

  void watchAnew() {
    most = 0;
    least = Integer.MAX_VALUE;
    watch();
  }

  DeploymentStatus status() {
    return status;
  }

  String reportedRevision() {
    return reportedRevision;
  }

  int pass() {
    return pass;
  }

  Wish wish() {
    return wish;
  }

  Instant start() {
    return START;
  }

  @Override
  public Instant now() {
    return now;
  }

  Deployment reported(DeploymentStatus said, String revision) {
    status = said;
    if (!revision.isEmpty()) reportedRevision = revision;
    return deployment();
  }

  private Deployment deployment() {
    SortedMap<String, String> annotations = new TreeMap<>();
    if (!reportedRevision.isEmpty()) annotations.put(REVISION, reportedRevision);
    Metadata metadata = new Metadata(web.namespace(), web.name(), ownerUid(), "1",
        wish.generation(),
        Collections.emptySortedMap(), Collections.unmodifiableSortedMap(annotations), List.of(),
        List.of(), Optional.of(START), Optional.empty());
    return new Deployment(metadata, wish.replicas(),
        new LabelSelector(List.of(new Requirement("app", Operator.IN, List.of("web")))),
        "{\"matchLabels\":{\"app\":\"web\"}}", wish.template(),
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("app", "web"))), wish.strategy(),
        wish.minReady(), wish.deadline(), wish.revisionsKept(), wish.paused(), status);
  }

  /// The copy that the controller reads, which is never late here.
  private record Shelf<T extends KubernetesObject>(Supplier<List<T>> objects) implements Lister<T> {
    @Override
    public Optional<T> get(Key key) {
      return objects.get().stream().filter(object -> object.key().equals(key)).findFirst();
    }

    @Override
    public List<T> list(String namespace) {
      return objects.get().stream()
          .filter(object -> namespace.isEmpty() || object.key().namespace().equals(namespace))
          .toList();
    }
  }
}
