package learner;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.controlplane.controllermanager.deployment.RolloutControl;
import kube.controlplane.controllermanager.deployment.RolloutControl.NewSet;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.Status;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentCondition;
import kube.foundation.api.apps.DeploymentStatus;
import kube.foundation.api.apps.DeploymentStrategy.RollingUpdate;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Rolls Deployments from version to version, a few Pods at a time.
///
/// Nothing is remembered between passes: where a roll-out stands is written in the sizes of the
/// ReplicaSets, so a restart in the middle of one goes unnoticed.
public final class MyDeploymentController implements DeploymentController {

  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  private static final String PROGRESSING = "Progressing";

  private static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator
      .comparing(MyDeploymentController::revision)
      .thenComparing(set -> set.metadata().name());

  @Override
  public Result reconcile(Key key, Lister<Deployment> deployments, Lister<ReplicaSet> sets,
      Lister<Pod> pods, RolloutControl control, Clock clock) {
    return deployments.get(key)
        .map(wish -> new Pass(wish, control.claim(wish, sets.list(key.namespace())), pods, control,
            clock.now()).run())
        .orElse(Result.done());
  }

  private static int revision(ReplicaSet set) {
    return Integer.parseInt(set.metadata().annotations().getOrDefault(REVISION, "0"));
  }

  private static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> number) {
    return sets.stream().mapToInt(number).sum();
  }

  /// One look at one Deployment.
  private static final class Pass {

    private final Deployment wish;
    private final JsonValue.Fields version;
    private final Lister<Pod> pods;
    private final RolloutControl control;
    private final Instant now;
    private final List<ReplicaSet> old;
    private final List<String> refusals = new ArrayList<>();
    private Optional<ReplicaSet> current;
    private int collisions;

    Pass(Deployment wish, List<ReplicaSet> mine, Lister<Pod> pods, RolloutControl control,
        Instant now) {
      this.wish = wish;
      this.version = DeploymentController.versionOf(wish.template());
      this.pods = pods;
      this.control = control;
      this.now = now;
      this.collisions = wish.status().collisionCount();
      this.current = mine.stream().sorted(OLDEST_FIRST)
          .filter(set -> DeploymentController.versionOf(set.template()).equals(version))
          .findFirst();
      this.old = mine.stream().sorted(OLDEST_FIRST)
          .filter(set -> current.filter(set::equals).isEmpty()).toList();
    }

    Result run() {
      if (!wish.metadata().isBeingDeleted()) {
        numberTheCurrent();
        move();
        cleanUp();
      }
      DeploymentStatus status = judged(counted());
      report(status);
      if (!refusals.isEmpty()) return Result.retry(refusals.getFirst());
      return untilDeadline(status).map(left -> Result.after(left.plusSeconds(1)))
          .orElse(Result.done());
    }

    // ── Where are we, and what comes next?

    private void move() {
      if (wish.paused() || isResized()) scale();
      else if (wish.strategy() instanceof RollingUpdate bounds) roll(bounds);
      else
        recreate();
    }

    /// Up with the new as far as the upper line allows; when it allows no more, down with the old as
    /// far as the lower line allows.
    private void roll(RollingUpdate bounds) {
      int size = current.map(ReplicaSet::replicas).orElse(0);
      int room = most(bounds) - sum(all(), ReplicaSet::replicas);
      int next = Math.min(wish.replicas(), size + Math.max(0, room));
      if (current.isEmpty()) create(next);
      else if (next != size) resize(current.get(), next);
      else
        shrinkTheOld(least(bounds));
    }

    /// Old Pods that do not work are missed by nobody. Of the others, as many go as are to spare.
    private void shrinkTheOld(int least) {
      int spare = Math.max(0, sum(all(), Pass::working) - least);
      for (ReplicaSet set : old) {
        int leaving = Math.min(spare, working(set));
        spare -= leaving;
        resize(set, working(set) - leaving);
      }
    }

    /// The status may still count Pods that this set has been told to give up.
    private static int working(ReplicaSet set) {
      return Math.min(set.replicas(), set.status().availableReplicas());
    }

    private int most(RollingUpdate bounds) {
      return wish.replicas() + bounds.surge().roundedUp(wish.replicas());
    }

    private int least(RollingUpdate bounds) {
      int missing = bounds.unavailable().roundedDown(wish.replicas());
      boolean canMove = missing > 0 || bounds.surge().roundedUp(wish.replicas()) > 0;
      return wish.replicas() - (canMove ? missing : 1);
    }

    private void recreate() {
      boolean isOldAtWork = sum(old, ReplicaSet::replicas) > 0;
      old.forEach(set -> resize(set, 0));
      if (isOldAtWork || isOldPodLeft()) return;
      if (current.isEmpty()) create(wish.replicas());
      else
        resize(current.get(), wish.replicas());
    }

    private boolean isOldPodLeft() {
      return pods.list(wish.metadata().namespace()).stream()
          .filter(pod -> !pod.isFinished())
          .anyMatch(pod -> old.stream()
              .anyMatch(set -> pod.metadata().isControlledBy(set.metadata())));
    }

    // ── A new number is no new version

    private boolean isResized() {
      String wished = Integer.toString(wish.replicas());
      return atWork().stream().map(set -> set.metadata().annotations().get(DESIRED))
          .anyMatch(desired -> desired != null && !desired.equals(wished));
    }

    /// Each version at work keeps its share; what rounding leaves over goes to the biggest.
    private void scale() {
      List<ReplicaSet> atWork = atWork();
      if (atWork.size() <= 1) {
        atWork.stream().findFirst().or(() -> current)
            .ifPresent(set -> resize(set, wish.replicas()));
      } else if (wish.strategy() instanceof RollingUpdate bounds) {
        int total = sum(atWork, ReplicaSet::replicas);
        int allowed = wish.replicas() == 0 ? 0 : most(bounds);
        int left = allowed;
        for (ReplicaSet set : atWork.subList(1, atWork.size())) {
          int share = Math.min(left, part(set.replicas(), allowed, total));
          left -= share;
          resize(set, share);
        }
        resize(atWork.getFirst(), left);
      }
    }

    private static int part(int size, int allowed, int total) {
      return BigDecimal.valueOf((long) size * allowed)
          .divide(BigDecimal.valueOf(total), 0, RoundingMode.HALF_UP).intValueExact();
    }

    /// The sets that wish for Pods, the biggest first.
    private List<ReplicaSet> atWork() {
      return all().stream().filter(set -> set.replicas() > 0)
          .sorted(Comparator.comparing(ReplicaSet::replicas).reversed()).toList();
    }

    private List<ReplicaSet> all() {
      return Stream.concat(old.stream(), current.stream()).toList();
    }

    // ── What is asked of the API server

    private void create(int size) {
      Map<String, String> notes = new TreeMap<>(sizeNote());
      notes.put(REVISION, Integer.toString(nextRevision()));
      ApiResult<ReplicaSet> created = control.create(wish, new NewSet(hash(), size, notes));
      current = created.toOptional();
      boolean isNameTaken = created.refusal().filter(it -> it.reason().equals("AlreadyExists"))
          .isPresent();
      if (isNameTaken) collisions++;
      note(created);
    }

    private void resize(ReplicaSet set, int size) {
      boolean isNoted = set.metadata().annotations().entrySet().containsAll(sizeNote().entrySet());
      if (set.replicas() == size && (isNoted || size == 0)) return;
      note(control.resize(wish, set, size, sizeNote()));
    }

    private Map<String, String> sizeNote() {
      return Map.of(DESIRED, Integer.toString(wish.replicas()));
    }

    private void numberTheCurrent() {
      current.filter(set -> revision(set) < nextRevision()).ifPresent(set -> note(
          control.annotate(wish, set, Map.of(REVISION, Integer.toString(nextRevision())))));
    }

    private int nextRevision() {
      return 1 + old.stream().mapToInt(MyDeploymentController::revision).max().orElse(0);
    }

    /// What is beyond the limit goes, the oldest first, when it is empty.
    private void cleanUp() {
      old.stream().limit(Math.max(0, old.size() - wish.revisionsKept()))
          .filter(set -> set.replicas() == 0 && set.status().replicas() == 0)
          .forEach(set -> note(control.delete(wish, set)));
    }

    /// The same word for the same template, whatever the order of its fields.
    private String hash() {
      return Integer.toHexString((canonical(version) + collisions).hashCode());
    }

    private static String canonical(JsonValue value) {
      return switch (value) {
        case JsonValue.Fields fields -> new TreeMap<>(fields.all()).entrySet().stream()
            .map(field -> field.getKey() + ":" + canonical(field.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
        case JsonValue.Items items -> items.all().stream().map(Pass::canonical)
            .collect(Collectors.joining(",", "[", "]"));
        default -> value.toString();
      };
    }

    private void note(ApiResult<?> result) {
      result.refusal().map(Status::message).ifPresent(refusals::add);
    }

    // ── What is said about it

    private DeploymentStatus counted() {
      int total = sum(all(), set -> set.status().replicas());
      int available = sum(all(), set -> set.status().availableReplicas());
      boolean isServed = !(wish.strategy() instanceof RollingUpdate bounds)
          ? available >= wish.replicas()
          : available >= least(bounds);
      return new DeploymentStatus(wish.metadata().generation(), total,
          current.map(set -> set.status().replicas()).orElse(0),
          sum(all(), set -> set.status().readyReplicas()), available, total - available,
          sum(all(), set -> set.status().terminatingReplicas()), collisions,
          wish.status().conditions())
          .with(condition("Available", isServed ? "True" : "False",
              isServed ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable"));
    }

    /// Whether the roll-out gets on. Every step forward starts the deadline anew.
    private DeploymentStatus judged(DeploymentStatus counted) {
      if (wish.progressDeadline().isEmpty()) return counted;
      if (wish.paused())
        return counted.with(condition(PROGRESSING, "Unknown", "DeploymentPaused"));
      if (isComplete(counted))
        return counted.with(condition(PROGRESSING, "True", "NewReplicaSetAvailable"));
      if (isForward(wish.status(), counted) || !isUnderWay(counted)) {
        return counted.without(PROGRESSING)
            .with(condition(PROGRESSING, "True", "ReplicaSetUpdated"));
      }
      return untilDeadline(counted).filter(left -> left.isNegative()).isPresent()
          ? counted.with(condition(PROGRESSING, "False", "ProgressDeadlineExceeded"))
          : counted;
    }

    private boolean isComplete(DeploymentStatus status) {
      return status.updatedReplicas() == wish.replicas() && status.replicas() == wish.replicas()
          && status.availableReplicas() == wish.replicas();
    }

    private static boolean isForward(DeploymentStatus before, DeploymentStatus after) {
      return after.updatedReplicas() > before.updatedReplicas()
          || after.replicas() - after.updatedReplicas() < before.replicas()
              - before.updatedReplicas()
          || after.availableReplicas() > before.availableReplicas();
    }

    private static boolean isUnderWay(DeploymentStatus status) {
      return status.condition(PROGRESSING)
          .filter(it -> it.reason().equals("ReplicaSetUpdated") || it.status().equals("False"))
          .isPresent();
    }

    private Optional<Duration> untilDeadline(DeploymentStatus status) {
      return status.condition(PROGRESSING)
          .filter(it -> it.reason().equals("ReplicaSetUpdated"))
          .flatMap(it -> wish.progressDeadline()
              .map(deadline -> Duration.between(now, it.lastUpdateTime().plus(deadline))));
    }

    private DeploymentCondition condition(String type, String status, String reason) {
      return DeploymentCondition.now(type, status, reason, "", now);
    }

    private void report(DeploymentStatus status) {
      String revision = current
          .map(set -> Integer.toString(Math.max(revision(set), nextRevision())))
          .orElse(wish.metadata().annotations().getOrDefault(REVISION, ""));
      boolean isKnown = revision.equals(
          wish.metadata().annotations().getOrDefault(REVISION, ""));
      if (!isKnown || !status.equals(wish.status())) {
        note(control.report(wish, status, revision));
      }
    }
  }
}
