package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.controlplane.controllermanager.replicaset.PodControl;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.ContainerStatus;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Keeps the number of Pods that each ReplicaSet wishes for.
///
/// A pass sees which Pods are its own, compares their number with the wish, acts, and reports. The
/// only thing remembered between passes is what the cache does not show yet.
public final class MyReplicaSetController implements ReplicaSetController {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final List<String> PHASES = List.of("Pending", "Unknown", "Running");

  /// A write of mine that the cache does not show yet.
  private record Expected(String setUid, boolean isBirth, Instant until) {}

  private final Map<String, Expected> expectedByPodUid = new HashMap<>();

  @Override
  public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
      Clock clock) {
    Optional<ReplicaSet> found = sets.get(key);
    if (found.isEmpty()) return Result.done();
    ReplicaSet set = found.get();
    List<String> refusals = new ArrayList<>();

    List<Pod> mine = claim(set, pods.list(key.namespace()), control, refusals);
    Optional<Duration> wait = stillExpected(set, clock.now());
    if (wait.isEmpty() && !set.metadata().isBeingDeleted()) {
      bringTo(set, mine, control, clock, refusals);
    }
    report(set, mine, control, clock.now(), refusals);

    if (!refusals.isEmpty()) return Result.retry(refusals.getFirst());
    return wait.or(() -> untilNextAvailable(set, mine, clock.now()))
        .map(Result::after).orElse(Result.done());
  }

  @Override
  public void podSeen(Pod pod, boolean deleted) {
    boolean isLeaving = deleted || pod.metadata().isBeingDeleted();
    expectedByPodUid.computeIfPresent(pod.metadata().uid(),
        (uid, expected) -> expected.isBirth() || isLeaving ? null : expected);
  }

  // ── Whose Pod is it?

  private List<Pod> claim(ReplicaSet set, List<Pod> pods, PodControl control,
      List<String> refusals) {
    List<Pod> mine = new ArrayList<>();
    for (Pod pod : pods) {
      if (pod.isFinished() || pod.metadata().isBeingDeleted()) continue;
      boolean isChosen = set.selector().matches(pod.metadata().labels());
      if (pod.metadata().isControlledBy(set.metadata())) {
        if (isChosen) mine.add(pod);
        else if (!set.metadata().isBeingDeleted()) done(control.release(pod, set), refusals);
      } else if (isChosen && pod.metadata().controller().isEmpty()
          && !set.metadata().isBeingDeleted()) {
        if (done(control.adopt(pod, set), refusals)) mine.add(pod);
      }
    }
    return mine;
  }

  // ── As many as wished

  private void bringTo(ReplicaSet set, List<Pod> mine, PodControl control, Clock clock,
      List<String> refusals) {
    int missing = set.replicas() - mine.size();
    if (missing > 0) create(missing, set, control, clock, refusals);
    if (missing < 0) {
      mine.stream().sorted(leastUsefulFirst(mine)).limit(-missing).forEach(pod -> {
        if (done(control.delete(pod, set), refusals)) expect(pod, set, false, clock);
      });
    }
  }

  /// One, then two, then four, …: a full quota or a broken template shows at the first of them.
  private void create(int count, ReplicaSet set, PodControl control, Clock clock,
      List<String> refusals) {
    int begun = 0;
    boolean allWell = true;
    for (int batch = 1; begun < count && allWell; batch *= 2) {
      int size = Math.min(batch, count - begun);
      for (int i = 0; i < size; i++) {
        ApiResult<Pod> created = control.create(set);
        created.toOptional().ifPresent(pod -> expect(pod, set, true, clock));
        allWell &= done(created, refusals);
      }
      begun += size;
    }
  }

  private static Comparator<Pod> leastUsefulFirst(List<Pod> siblings) {
    Map<String, Integer> crowd = new HashMap<>();
    siblings.forEach(pod -> crowd.merge(pod.nodeName(), 1, Integer::sum));
    return Comparator.comparing(Pod::isAssigned)
        .thenComparing(pod -> PHASES.indexOf(pod.phase()))
        .thenComparing(Pod::isReady)
        .thenComparing(MyReplicaSetController::deletionCost)
        .thenComparing(pod -> -crowd.getOrDefault(pod.nodeName(), 0))
        .thenComparing(pod -> readySince(pod).orElse(Instant.MAX), Comparator.reverseOrder())
        .thenComparing(pod -> -restarts(pod))
        .thenComparing(pod -> pod.metadata().creationTimestamp().orElse(Instant.MAX),
            Comparator.reverseOrder());
  }

  private static int deletionCost(Pod pod) {
    return Integer.parseInt(pod.metadata().annotations().getOrDefault(DELETION_COST, "0"));
  }

  private static int restarts(Pod pod) {
    return pod.containerStatuses().stream().mapToInt(ContainerStatus::restartCount).max().orElse(0);
  }

  // ── The photograph is old

  private void expect(Pod pod, ReplicaSet set, boolean isBirth, Clock clock) {
    expectedByPodUid.put(pod.metadata().uid(),
        new Expected(set.metadata().uid(), isBirth, clock.now().plus(PATIENCE)));
  }

  /// How long to wait for the cache; empty when it shows everything, or has had its five minutes.
  private Optional<Duration> stillExpected(ReplicaSet set, Instant now) {
    expectedByPodUid.values().removeIf(expected -> !expected.until().isAfter(now));
    return expectedByPodUid.values().stream()
        .filter(expected -> expected.setUid().equals(set.metadata().uid()))
        .map(expected -> Duration.between(now, expected.until()))
        .max(Comparator.naturalOrder());
  }

  // ── Say what you see

  private void report(ReplicaSet set, List<Pod> mine, PodControl control, Instant now,
      List<String> refusals) {
    int labeled = 0;
    int ready = 0;
    int available = 0;
    for (Pod pod : mine) {
      if (pod.metadata().labels().entrySet().containsAll(set.templateLabels().entrySet()))
        labeled++;
      if (pod.isReady()) ready++;
      if (availableAt(set, pod).filter(moment -> !moment.isAfter(now)).isPresent()) available++;
    }
    ReplicaSetStatus status = new ReplicaSetStatus(mine.size(), labeled, ready, available,
        set.metadata().generation());
    if (!status.equals(set.status())) done(control.updateStatus(set, status), refusals);
  }

  /// Time alone makes a Pod available, and no event tells of it.
  private static Optional<Duration> untilNextAvailable(ReplicaSet set, List<Pod> mine,
      Instant now) {
    return mine.stream()
        .flatMap(pod -> availableAt(set, pod).stream())
        .filter(moment -> moment.isAfter(now))
        .map(moment -> Duration.between(now, moment))
        .min(Comparator.naturalOrder());
  }

  private static Optional<Instant> availableAt(ReplicaSet set, Pod pod) {
    return readySince(pod).map(since -> since.plus(set.minReady()));
  }

  private static Optional<Instant> readySince(Pod pod) {
    return pod.condition("Ready").filter(Condition::isTrue)
        .flatMap(Condition::lastTransitionTime);
  }

  /// Notes a refusal that is worth another try. What is gone needs none.
  private static boolean done(ApiResult<?> result, List<String> refusals) {
    result.refusal().filter(status -> !status.isNotFound())
        .ifPresent(status -> refusals.add(status.message()));
    return result.isOk();
  }
}
