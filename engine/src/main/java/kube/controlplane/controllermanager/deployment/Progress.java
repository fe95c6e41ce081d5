package kube.controlplane.controllermanager.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentCondition;
import kube.foundation.api.apps.DeploymentStatus;

/// Judges whether a roll-out gets on: the condition `Progressing`.
///
/// Every step that is seen, a new Pod, an old one less, one more ready, starts the deadline anew.
/// When it passes without a step the roll-out is *reported* as stuck, and that is all: whether to go
/// back is for people to decide.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment
final class Progress {

  private static final String TYPE = "Progressing";
  private static final String TIMED_OUT = "ProgressDeadlineExceeded";
  private static final String PAUSED = "DeploymentPaused";
  private static final String FINISHED = "NewReplicaSetAvailable";

  private Progress() {}

  /// What a pause, or its end, does to the deadline: the time of the pause does not count.
  static DeploymentStatus paused(Deployment deployment, DeploymentStatus said, Instant now) {
    if (deployment.progressDeadline().isEmpty() || hasReason(said, TIMED_OUT)) return said;
    if (deployment.paused()) {
      return hasReason(said, PAUSED)
          ? said
          : said.with(condition("Unknown", PAUSED, "Deployment is paused", now));
    }
    return hasReason(said, PAUSED)
        ? said.with(condition("Unknown", "DeploymentResumed", "Deployment is resumed", now))
        : said;
  }

  /// A ReplicaSet of the present template is there, and nobody has judged progress before.
  static DeploymentStatus found(Deployment deployment, DeploymentStatus said, ReplicaSet set,
      Instant now) {
    if (deployment.progressDeadline().isEmpty() || said.condition(TYPE).isPresent()) return said;
    return said.with(condition("True", "FoundNewReplicaSet",
        "Found new replica set \"" + set.metadata().name() + "\"", now));
  }

  static DeploymentStatus created(Deployment deployment, DeploymentStatus said, ReplicaSet set,
      Instant now) {
    if (deployment.progressDeadline().isEmpty()) return said;
    return said.with(condition("True", "NewReplicaSetCreated",
        "Created new replica set \"" + set.metadata().name() + "\"", now));
  }

  static DeploymentStatus notCreated(Deployment deployment, DeploymentStatus said, String why,
      Instant now) {
    if (deployment.progressDeadline().isEmpty()) return said;
    return said.with(condition("False", "ReplicaSetCreateError", why, now));
  }

  /// Compares the numbers with those reported before.
  ///
  /// @param counted the numbers now, with the conditions so far
  static DeploymentStatus judged(Deployment deployment, DeploymentStatus counted,
      Optional<ReplicaSet> current, Instant now) {
    if (deployment.progressDeadline().isEmpty()) return counted.without(TYPE);
    boolean finishedBefore = counted.replicas() == counted.updatedReplicas()
        && hasReason(counted, FINISHED);
    if (finishedBefore) return counted;
    String who = current.map(set -> "ReplicaSet \"" + set.metadata().name() + "\"")
        .orElse("Deployment \"" + deployment.metadata().name() + "\"");
    if (isComplete(deployment, counted)) {
      return counted.with(condition("True", FINISHED, who + " has successfully progressed.", now));
    }
    if (hasMoved(deployment.status(), counted)) {
      DeploymentCondition moving = condition("True", "ReplicaSetUpdated", who + " is progressing.",
          now);
      Optional<DeploymentCondition> before = counted.condition(TYPE);
      boolean wasTrue = before.filter(c -> c.status().equals("True")).isPresent();
      return counted.without(TYPE).with(
          wasTrue ? moving.since(before.orElseThrow().lastTransitionTime()) : moving);
    }
    if (untilDeadline(deployment, counted, now).filter(Duration::isNegative).isPresent()) {
      return counted.with(condition("False", TIMED_OUT, who + " has timed out progressing.", now));
    }
    return counted;
  }

  /// Hands on why a ReplicaSet cannot reach its number; the present version's reason goes first.
  static DeploymentStatus failures(DeploymentStatus status, Versions versions) {
    return versions.current().flatMap(ReplicaSet::failure)
        .or(() -> versions.old().stream().flatMap(set -> set.failure().stream()).findFirst())
        .map(why -> {
          Instant since = why.lastTransitionTime().orElse(Instant.EPOCH);
          return status.with(DeploymentCondition.now(why.type(), why.status(), why.reason(),
              why.message(), since));
        })
        .orElse(status.without(ReplicaSet.FAILURE));
  }

  static boolean isComplete(Deployment deployment, DeploymentStatus status) {
    int wished = deployment.replicas();
    return status.updatedReplicas() == wished && status.replicas() == wished
        && status.availableReplicas() == wished
        && status.observedGeneration() >= deployment.metadata().generation();
  }

  /// How long the roll-out may stand still from now on; negative when it has stood for too long,
  /// empty when there is no deadline to keep or it was already missed.
  static Optional<Duration> untilDeadline(Deployment deployment, DeploymentStatus status,
      Instant now) {
    if (hasReason(status, FINISHED) || hasReason(status, TIMED_OUT)) return Optional.empty();
    return deployment.progressDeadline()
        .flatMap(deadline -> status.condition(TYPE)
            .map(condition -> Duration.between(now, condition.lastUpdateTime().plus(deadline))));
  }

  private static boolean hasMoved(DeploymentStatus before, DeploymentStatus now) {
    int oldBefore = before.replicas() - before.updatedReplicas();
    int oldNow = now.replicas() - now.updatedReplicas();
    return now.updatedReplicas() > before.updatedReplicas() || oldNow < oldBefore
        || now.readyReplicas() > before.readyReplicas()
        || now.availableReplicas() > before.availableReplicas();
  }

  private static boolean hasReason(DeploymentStatus status, String reason) {
    return status.condition(TYPE).filter(c -> c.reason().equals(reason)).isPresent();
  }

  private static DeploymentCondition condition(String status, String reason, String message,
      Instant now) {
    return DeploymentCondition.now(TYPE, status, reason, message, now);
  }
}
