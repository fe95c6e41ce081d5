package learner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.Room;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Namespace;
import kube.foundation.api.Status;
import kube.foundation.client.Result;

/// Deletes the Pods, then all the rest, looks again, and releases the room when nothing is left.
public class MyNamespaceController implements NamespaceController {
  private static final Duration UNTIL_THE_NEXT_LOOK = Duration.ofSeconds(5);

  /// What one pass left in the room, and what it could not find out.
  private static final class Rest {
    private final SortedMap<String, Integer> objectsByKind = new TreeMap<>();
    private final SortedMap<String, Integer> objectsByFinalizer = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    boolean isNothing() {
      return objectsByKind.isEmpty() && failures.isEmpty();
    }
  }

  @Override
  public Result reconcile(Namespace namespace, Room room) {
    Rest rest = new Rest();
    empty(Room.PODS, room, rest);
    if (rest.isNothing()) {
      for (String kind : room.kinds()) empty(kind, room, rest);
    }
    if (rest.isNothing()) return outcome(room.release(), Result.done());
    Result later = rest.failures.isEmpty()
        ? Result.after(UNTIL_THE_NEXT_LOOK)
        : Result.retry(rest.failures.getFirst());
    return outcome(room.report(conditions(rest, room)), later);
  }

  /// Looks, deletes if something is there, and looks again: only what is there then is left.
  private static void empty(String kind, Room room, Rest rest) {
    ApiResult<List<Room.Occupant>> left = room.list(kind).then(found -> found.isEmpty()
        ? new ApiResult.Ok<>(found)
        : room.deleteAll(kind).then(_ -> room.list(kind)));
    switch (left) {
      case ApiResult.Refused<List<Room.Occupant>>(Status why) -> rest.failures.add(why.message());
      case ApiResult.Ok<List<Room.Occupant>>(List<Room.Occupant> occupants) -> {
        if (!occupants.isEmpty()) rest.objectsByKind.put(kind, occupants.size());
        for (Room.Occupant occupant : occupants) {
          occupant.finalizers().forEach(name -> rest.objectsByFinalizer.merge(name, 1,
              Integer::sum));
        }
      }
    }
  }

  private static List<Condition> conditions(Rest rest, Room room) {
    return List.of(
        condition("NamespaceDeletionContentFailure", !rest.failures.isEmpty(),
            "Failed: " + rest.failures, room),
        condition("NamespaceContentRemaining", !rest.objectsByKind.isEmpty(),
            "Some resources are remaining: " + rest.objectsByKind, room),
        condition("NamespaceFinalizersRemaining", !rest.objectsByFinalizer.isEmpty(),
            "Some content has finalizers remaining: " + rest.objectsByFinalizer, room));
  }

  private static Condition condition(String type, boolean isSo, String message, Room room) {
    return new Condition(type, isSo ? "True" : "False", isSo ? "SomeAreLeft" : "NoneIsLeft",
        isSo ? message : "", Optional.of(room.now()));
  }

  /// What was refused is tried again, unless the namespace is gone already.
  private static Result outcome(ApiResult<String> deed, Result otherwise) {
    return switch (deed) {
      case ApiResult.Ok<String> _ -> otherwise;
      case ApiResult.Refused<String>(Status why) -> why.isNotFound()
          ? Result.done()
          : Result.retry(why.message());
    };
  }
}
