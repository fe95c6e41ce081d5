package kube.controlplane.controllermanager.statefulset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.workload.Availability;
import kube.foundation.api.Pod;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.apps.StatefulSetUpdate.OnDelete;
import kube.foundation.api.apps.StatefulSetUpdate.RollingUpdate;

/// What a StatefulSet wants done next, and why no more than that.
///
/// Places are filled from the first to the last, emptied from the last to the first, and brought to
/// a new version from the last to the first. In order, one at a time: each step waits until the Pod
/// before is available. In parallel, filling and emptying waits for nobody.
///
/// **In Kubernetes:**
/// [stateful_set_control.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/statefulset/stateful_set_control.go)
public record Moves(List<Move> moves, String reason) {

  /// One change.
  public sealed interface Move {

    /// Fill the place.
    ///
    /// @param updated with the version that the update leads to, or with the one before
    record Fill(int ordinal, boolean updated) implements Move {}

    /// @param condemned whether its place is gone too, and not only this Pod
    record Remove(Pod pod, boolean condemned) implements Move {}
  }

  public Moves { moves = List.copyOf(moves); }

  /// @param updateRevision the name of the version that the update leads to
  static Moves decide(StatefulSet set, Lineup lineup, String updateRevision,
      Availability availability) {
    if (set.metadata().isBeingDeleted()) return new Moves(List.of(), "The set is being deleted.");
    return new Decision(set, lineup, updateRevision, availability).decide();
  }

  static String revision(Pod pod) {
    return pod.metadata().labels().getOrDefault(StatefulPod.REVISION_LABEL, "");
  }

  /// Whether it is at work and not on its way out.
  static boolean isHealthy(Pod pod) {
    return pod.phase().equals("Running") && pod.isReady() && !pod.metadata().isBeingDeleted();
  }

  private record Decision(StatefulSet set, Lineup lineup, String updateRevision,
      Availability availability) {

    private Moves decide() {
      List<Move> moves = new ArrayList<>();
      for (var place : lineup.places().entrySet()) {
        Optional<Move> move = forPlace(place.getKey(), place.getValue());
        move.ifPresent(moves::add);
        if (set.parallel()) continue;
        if (move.isPresent()) return new Moves(moves, "One place at a time.");
        Pod pod = place.getValue().orElseThrow();
        if (!isHealthy(pod) || !availability.isAvailable(pod)) {
          return new Moves(moves, pod.metadata().name() + " is not available yet.");
        }
      }
      Optional<String> wait = condemn(moves);
      if (wait.isPresent()) return new Moves(moves, wait.get());
      if (!moves.isEmpty()) return new Moves(moves, "All places at once.");
      return switch (set.update()) {
        case OnDelete _ -> new Moves(List.of(), "Who wants the new version deletes the Pod.");
        case RollingUpdate update -> roll(update);
      };
    }

    /// A Pod that has come to its end is replaced: first it goes, then the place is empty.
    private Optional<Move> forPlace(int ordinal, Optional<Pod> present) {
      if (present.isEmpty()) return Optional.of(new Move.Fill(ordinal, isForUpdate(ordinal)));
      Pod pod = present.get();
      return pod.isFinished() && !pod.metadata().isBeingDeleted()
          ? Optional.of(new Move.Remove(pod, false))
          : Optional.empty();
    }

    private boolean isForUpdate(int ordinal) {
      return switch (set.update()) {
        case OnDelete _ -> true;
        case RollingUpdate update -> ordinal >= set.firstOrdinal() + update.partition();
      };
    }

    /// Takes the Pods without a place away. In order, each waits for the one above it to be gone,
    /// and a healthy Pod stays while another is not.
    private Optional<String> condemn(List<Move> moves) {
      List<Pod> unhealthy = lineup.condemned().reversed().stream()
          .filter(pod -> !isHealthy(pod)).toList();
      for (Pod pod : lineup.condemned()) {
        boolean leaves = pod.metadata().isBeingDeleted();
        if (set.parallel()) {
          if (!leaves) moves.add(new Move.Remove(pod, true));
          continue;
        }
        if (leaves) return Optional.of(pod.metadata().name() + " is still on its way out.");
        if (!isHealthy(pod) && !unhealthy.getFirst().equals(pod)) {
          return Optional.of(unhealthy.getFirst().metadata().name() + " must become ready first.");
        }
        moves.add(new Move.Remove(pod, true));
        return Optional.of("One place at a time.");
      }
      return Optional.empty();
    }

    private Moves roll(RollingUpdate update) {
      int atOnce = Math.max(1, update.unavailable().roundedDown(Math.max(1, set.replicas())));
      List<Pod> inReach = lineup.places()
          .tailMap(set.firstOrdinal() + update.partition())
          .values().stream().flatMap(Optional::stream).toList().reversed();
      List<Move> moves = new ArrayList<>();
      long missing = atOnce == 1 ? 0 : missing();
      for (Pod pod : inReach) {
        if (missing + moves.size() >= atOnce) break;
        boolean isOld = !revision(pod).equals(updateRevision);
        if (isOld && !pod.metadata().isBeingDeleted()) moves.add(new Move.Remove(pod, false));
        else if (atOnce == 1 && !isHealthy(pod)) {
          return new Moves(moves, pod.metadata().name() + " must become ready first.");
        }
      }
      return new Moves(moves, moves.isEmpty()
          ? "Every Pod has its version."
          : "The update goes from the last place to the first.");
    }

    private long missing() {
      return lineup.places().values().stream().flatMap(Optional::stream)
          .filter(pod -> !isHealthy(pod) || !availability.isAvailable(pod)).count();
    }
  }
}
