package kube.controlplane.controllermanager.namespace;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Namespace;
import kube.foundation.api.Status;
import kube.foundation.client.Result;

/// Empties a namespace kind by kind, looks again, and lets it go when nothing is left.
///
/// Pods go first and alone: while a program still runs, the rules and secrets it lives by stay. What
/// has finalizers is waited for; nobody strips those of others.
///
/// **In Kubernetes:**
/// [namespaced_resources_deleter.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/namespace/deletion/namespaced_resources_deleter.go)
public final class NamespaceEmptier implements NamespaceController {

  /// How long somebody who has put a finalizer is thought to need.
  private static final long SECONDS_FOR_FINALIZERS = 15;

  @Override
  public Result reconcile(Namespace namespace, Room room) {
    Remains remains = new Remains();
    long wait = empty(Room.PODS, room, remains);
    if (remains.isNothing()) {
      for (String kind : room.kinds()) {
        if (!kind.equals(Room.PODS)) wait = Math.max(wait, empty(kind, room, remains));
      }
    }
    if (remains.isNothing()) return outcome(room.release());
    ApiResult<String> reported = room.report(
        remains.conditions(namespace.conditions(), room.now()));
    if (!reported.isOk()) return outcome(reported);
    if (remains.firstFailure().isPresent()) return Result.retry(remains.firstFailure().get());
    return Result.after(Duration.ofSeconds(wait / 2 + 1));
  }

  /// Deletes what is there of one kind. Returns in how many seconds the rest may be gone.
  private static long empty(String kind, Room room, Remains remains) {
    ApiResult<List<Room.Occupant>> before = room.list(kind);
    if (before.toOptional().filter(List::isEmpty).isPresent()) return 0;
    ApiResult<List<Room.Occupant>> left = before.then(_ -> room.deleteAll(kind))
        .then(_ -> room.list(kind));
    return switch (left) {
      case ApiResult.Refused<List<Room.Occupant>>(Status refusal) -> {
        remains.fail(refusal.message());
        yield 0;
      }
      case ApiResult.Ok<List<Room.Occupant>>(List<Room.Occupant> occupants) -> {
        remains.add(kind, occupants);
        yield secondsFor(occupants);
      }
    };
  }

  private static long secondsFor(List<Room.Occupant> occupants) {
    return occupants.stream()
        .mapToLong(occupant -> Math.max(occupant.graceSeconds(),
            occupant.finalizers().isEmpty() ? 0 : SECONDS_FOR_FINALIZERS))
        .max().orElse(0);
  }

  private static Result outcome(ApiResult<String> result) {
    return result.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
