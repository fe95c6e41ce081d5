package kube.node.kubelet.plan;

import java.time.Instant;
import java.util.Optional;

/// One container of a Pod as it is now.
///
/// @param activity what it does
/// @param exitCode how its last run ended, when one has
/// @param policy what holds for its next start: its own word, or that of a rule which its exit code
///   meets; empty for the Pod's
/// @param isStarted whether it runs and its startup probe, if it has one, has succeeded
/// @param hasRun whether it was ever started
/// @param isChanged whether the wish for it has changed since it was started
/// @param notBefore the earliest moment for its next start
public record ContainerSeen(String name, Role role, Activity activity, Optional<Integer> exitCode,
    String policy, boolean isStarted, boolean hasRun, boolean isChanged, Instant notBefore) {

  /// Which of a Pod's lists a container is in.
  public enum Role {
    /// Runs to its end before the next one starts.
    INIT,
    /// An init container that goes on: the next one starts when it has started.
    SIDECAR,
    /// What the Pod is for.
    APP,
    /// Added later to look around; never started again.
    EPHEMERAL
  }

  /// What a container does.
  public enum Activity {
    /// Nothing: it was never started.
    NEW,
    /// Its image is being pulled, or could not be pulled yet.
    PREPARING, RUNNING,
    /// It was asked to end.
    STOPPING, ENDED
  }

  /// Which policy counts for it in a Pod of this policy.
  public String policyIn(String restartPolicy) {
    return policy.isEmpty() ? restartPolicy : policy;
  }

  public boolean isAlive() {
    return activity == Activity.RUNNING || activity == Activity.STOPPING;
  }

  public boolean hasSucceeded() {
    return activity == Activity.ENDED && exitCode.orElse(-1) == 0;
  }

  public boolean hasFailed() {
    return activity == Activity.ENDED && exitCode.orElse(0) != 0;
  }
}
