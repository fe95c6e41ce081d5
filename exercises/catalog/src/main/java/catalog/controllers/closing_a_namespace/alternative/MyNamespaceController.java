package learner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.Room;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Namespace;
import kube.foundation.client.Result;

/// Sweeps the room once and inspects it afterwards: two walks, of which only the second counts.
public class MyNamespaceController implements NamespaceController {

  @Override
  public Result reconcile(Namespace namespace, Room room) {
    List<String> trouble = new ArrayList<>();
    List<String> kinds = new ArrayList<>(List.of(Room.PODS));
    sweep(kinds, room, trouble);
    if (trouble.isEmpty() && left(kinds, room, trouble).isEmpty()) {
      kinds.addAll(room.kinds().stream().filter(kind -> !kind.equals(Room.PODS)).toList());
      sweep(kinds.subList(1, kinds.size()), room, trouble);
    }
    List<Found> left = left(kinds, room, trouble);
    if (left.isEmpty() && trouble.isEmpty()) return end(room.release(), Result.done());
    TreeSet<String> finalizers = new TreeSet<>();
    left.forEach(found -> finalizers.addAll(found.occupant().finalizers()));
    ApiResult<String> said = room.report(List.of(
        about("NamespaceContentRemaining", left.stream().map(Found::toString).toList(), room),
        about("NamespaceFinalizersRemaining", List.copyOf(finalizers), room),
        about("NamespaceDeletionContentFailure", trouble, room)));
    return end(said, trouble.isEmpty()
        ? Result.after(Duration.ofSeconds(2))
        : Result.retry(String.join(", ", trouble)));
  }

  private record Found(String kind, Room.Occupant occupant) {
    @Override
    public String toString() {
      return kind + "/" + occupant.name();
    }
  }

  private static void sweep(List<String> kinds, Room room, List<String> trouble) {
    for (String kind : kinds) {
      room.list(kind).then(found -> found.isEmpty()
          ? new ApiResult.Ok<>("")
          : room.deleteAll(kind)).refusal().ifPresent(why -> trouble.add(why.message()));
    }
  }

  private static List<Found> left(List<String> kinds, Room room, List<String> trouble) {
    return kinds.stream().flatMap(kind -> {
      ApiResult<List<Room.Occupant>> found = room.list(kind);
      found.refusal().ifPresent(why -> trouble.add(why.message()));
      return found.toOptional().map(List::stream).orElse(Stream.of())
          .map(occupant -> new Found(kind, occupant));
    }).toList();
  }

  private static Condition about(String type, List<String> what, Room room) {
    return new Condition(type, what.isEmpty() ? "False" : "True", "Inspected",
        what.size() + ": " + what,
        Optional.of(room.now()));
  }

  private static Result end(ApiResult<String> deed, Result otherwise) {
    return deed.refusal().map(why -> why.isNotFound()
        ? Result.done()
        : Result.retry(why.message())).orElse(otherwise);
  }
}
