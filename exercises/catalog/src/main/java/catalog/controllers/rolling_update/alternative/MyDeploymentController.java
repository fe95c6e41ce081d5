package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.controlplane.controllermanager.deployment.RolloutControl;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentCondition;
import kube.foundation.api.apps.DeploymentStatus;
import kube.foundation.api.apps.DeploymentStrategy.RollingUpdate;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Writes down the size that each set should have, new and old in one pass, and then asks for what
/// differs. The new set is first made without Pods and grows like any other.
public final class MyDeploymentController implements DeploymentController {

  private static final String NOTE = "deployment.kubernetes.io/";

  @Override
  public Result reconcile(Key key, Lister<Deployment> deployments, Lister<ReplicaSet> sets,
      Lister<Pod> pods, RolloutControl control, Clock clock) {
    Deployment wish = deployments.get(key).orElse(null);
    if (wish == null || wish.metadata().isBeingDeleted()) return Result.done();
    String refused = "";
    int collisions = wish.status().collisionCount();

    List<ReplicaSet> old = new ArrayList<>(control.claim(wish, sets.list(key.namespace())));
    old.sort(Comparator.comparing(set -> number(set, "revision")));
    JsonValue version = DeploymentController.versionOf(wish.template());
    ReplicaSet current = null;
    for (ReplicaSet set : old) {
      if (DeploymentController.versionOf(set.template()).equals(version)) current = set;
    }
    old.remove(current);
    int next = 1 + old.stream().mapToInt(set -> number(set, "revision")).max().orElse(0);

    if (current == null && !wish.paused()) {
      String hash = Integer.toHexString((sorted(version) + "#" + collisions).hashCode());
      ApiResult<ReplicaSet> made = control.create(wish, new RolloutControl.NewSet(hash, 0,
          Map.of(NOTE + "revision", "" + next)));
      current = made.toOptional().orElse(null);
      if (!made.isOk()) {
        refused = "no set yet";
        if (made.refusal().orElseThrow().reason().equals("AlreadyExists")) collisions++;
      }
    } else if (current != null && number(current, "revision") < next) {
      boolean isNumbered = control.annotate(wish, current,
          Map.of(NOTE + "revision", "" + next)).isOk();
      if (!isNumbered) refused = "not numbered";
    }

    Map<String, String> noted = Map.of(NOTE + "desired-replicas", "" + wish.replicas());
    for (var target : targets(wish, current, old, pods).entrySet()) {
      ReplicaSet set = target.getKey();
      boolean isNoted = target.getValue() == 0
          || set.metadata().annotations().entrySet().containsAll(noted.entrySet());
      if (set.replicas() == target.getValue() && isNoted) continue;
      if (!control.resize(wish, set, target.getValue(), noted).isOk()) refused = "not resized";
    }
    for (ReplicaSet set : old.subList(0, Math.max(0, old.size() - wish.revisionsKept()))) {
      boolean isEmpty = set.replicas() + set.status().replicas() == 0;
      if (isEmpty && !control.delete(wish, set).isOk()) refused = "not deleted";
    }

    DeploymentStatus said = says(wish, current, old, collisions, clock.now());
    String revision = current == null ? "" : "" + Math.max(next, number(current, "revision"));
    boolean isKnown = revision.isEmpty()
        || revision.equals(wish.metadata().annotations().get(NOTE + "revision"));
    boolean isNews = !isKnown || !said.equals(wish.status());
    if (isNews && !control.report(wish, said, revision).isOk()) refused = "not reported";
    if (!refused.isEmpty()) return Result.retry(refused);
    DeploymentCondition progress = said.condition("Progressing").orElse(null);
    if (progress == null || !progress.reason().equals("ReplicaSetUpdated")) return Result.done();
    Instant late = progress.lastUpdateTime().plus(wish.progressDeadline().orElseThrow());
    return Result.after(Duration.between(clock.now(), late).plusSeconds(1));
  }

  private static Map<ReplicaSet, Integer> targets(Deployment wish, ReplicaSet current,
      List<ReplicaSet> old, Lister<Pod> pods) {
    Map<ReplicaSet, Integer> targets = new LinkedHashMap<>();
    old.forEach(set -> targets.put(set, set.replicas()));
    if (current != null) targets.put(current, current.replicas());
    List<ReplicaSet> atWork = targets.keySet().stream().filter(set -> set.replicas() > 0)
        .sorted(Comparator.comparing(ReplicaSet::replicas)).toList();
    boolean isScaled = atWork.stream()
        .anyMatch(set -> number(set, "desired-replicas") != wish.replicas()
            && set.metadata().annotations().containsKey(NOTE + "desired-replicas"));
    if (wish.paused() || isScaled) {
      if (atWork.size() == 1) targets.put(atWork.getFirst(), wish.replicas());
      else if (atWork.isEmpty() && current != null) targets.put(current, wish.replicas());
      else if (isScaled) share(wish, atWork, targets);
    } else if (wish.strategy() instanceof RollingUpdate) {
      if (current != null) roll(wish, current, old, targets);
    } else {
      old.forEach(set -> targets.put(set, 0));
      boolean isOldLeft = old.stream().anyMatch(set -> set.replicas() > 0
          || pods.list(set.metadata().namespace()).stream()
              .anyMatch(pod -> pod.metadata().isControlledBy(set.metadata())));
      if (!isOldLeft && current != null) targets.put(current, wish.replicas());
    }
    return targets;
  }

  private static void share(Deployment wish, List<ReplicaSet> atWork,
      Map<ReplicaSet, Integer> targets) {
    int total = atWork.stream().mapToInt(ReplicaSet::replicas).sum();
    int left = wish.replicas() == 0 ? 0 : highest(wish);
    int all = left;
    for (ReplicaSet set : atWork) {
      boolean isBiggest = set.equals(atWork.getLast());
      int part = isBiggest
          ? left
          : Math.min(left, Math.round((float) set.replicas() * all / total));
      targets.put(set, part);
      left -= part;
    }
  }

  private static void roll(Deployment wish, ReplicaSet current, List<ReplicaSet> old,
      Map<ReplicaSet, Integer> targets) {
    int total = targets.values().stream().mapToInt(size -> size).sum();
    int working = targets.keySet().stream().mapToInt(MyDeploymentController::working).sum();
    int grown = current.replicas() + Math.max(0, highest(wish) - total);
    targets.put(current, Math.min(wish.replicas(), grown));
    int tooMany = working - lowest(wish);
    for (ReplicaSet set : old) {
      int keep = Math.max(0, working(set) - Math.max(0, tooMany));
      tooMany -= working(set) - keep;
      targets.put(set, keep);
    }
  }

  private static DeploymentStatus says(Deployment wish, ReplicaSet current, List<ReplicaSet> old,
      int collisions, Instant now) {
    List<ReplicaSet> all = new ArrayList<>(old);
    if (current != null) all.add(current);
    int total = all.stream().mapToInt(set -> set.status().replicas()).sum();
    int available = all.stream().mapToInt(set -> set.status().availableReplicas()).sum();
    int updated = current == null ? 0 : current.status().replicas();
    DeploymentStatus before = wish.status();
    DeploymentStatus said = new DeploymentStatus(wish.metadata().generation(), total, updated,
        all.stream().mapToInt(set -> set.status().readyReplicas()).sum(), available,
        total - available,
        all.stream().mapToInt(set -> set.status().terminatingReplicas()).sum(), collisions,
        before.conditions());
    boolean isServed = available >= lowest(wish);
    said = said.with(DeploymentCondition.now("Available", isServed ? "True" : "False",
        isServed ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable", "", now));
    if (wish.progressDeadline().isEmpty()) return said.without("Progressing");
    String known = before.condition("Progressing").map(DeploymentCondition::reason).orElse("");
    boolean isComplete = total == wish.replicas() && updated == total && available == total;
    boolean isStep = updated > before.updatedReplicas() || available > before.availableReplicas()
        || total - updated < before.replicas() - before.updatedReplicas();
    boolean isNew = known.isEmpty() || known.equals("DeploymentPaused")
        || known.equals("NewReplicaSetAvailable");
    if (wish.paused()) return said.with(progress("Unknown", "DeploymentPaused", now));
    if (isComplete) return said.with(progress("True", "NewReplicaSetAvailable", now));
    if (isStep || isNew) {
      return said.without("Progressing").with(progress("True", "ReplicaSetUpdated", now));
    }
    boolean isLate = said.condition("Progressing").orElseThrow().lastUpdateTime()
        .plus(wish.progressDeadline().orElseThrow()).isBefore(now);
    return isLate ? said.with(progress("False", "ProgressDeadlineExceeded", now)) : said;
  }

  private static DeploymentCondition progress(String status, String reason, Instant now) {
    return DeploymentCondition.now("Progressing", status, reason, "", now);
  }

  private static int working(ReplicaSet set) {
    return Math.min(set.replicas(), set.status().availableReplicas());
  }

  private static int highest(Deployment wish) {
    return wish.strategy() instanceof RollingUpdate bounds
        ? wish.replicas() + bounds.surge().roundedUp(wish.replicas())
        : wish.replicas();
  }

  private static int lowest(Deployment wish) {
    if (!(wish.strategy() instanceof RollingUpdate bounds)) return wish.replicas();
    int missing = bounds.unavailable().roundedDown(wish.replicas());
    return highest(wish) == wish.replicas() && missing == 0
        ? wish.replicas() - 1
        : wish.replicas() - missing;
  }

  private static int number(ReplicaSet set, String note) {
    return Integer.parseInt(set.metadata().annotations().getOrDefault(NOTE + note, "0"));
  }

  private static String sorted(JsonValue value) {
    return switch (value) {
      case JsonValue.Fields(var all) -> {
        Map<String, String> fields = new TreeMap<>();
        all.forEach((name, inside) -> fields.put(name, sorted(inside)));
        yield fields.toString();
      }
      case JsonValue.Items(var all) -> all.stream().map(MyDeploymentController::sorted).toList()
          .toString();
      default -> value.toString();
    };
  }
}
