package kube.controlplane.controllermanager.workload;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.node.ObjectNode;

/// Whose object is whose, seen by one owner: it may count, adopt, release, or must leave alone.
///
/// Labels say who *could* belong to the owner; the controller owner reference says who *does*, and
/// it names the owner by uid. Two owners with the same selector therefore do not fight.
///
/// @param mine owned and chosen by the selector: these count
/// @param orphans chosen by the selector and owned by nobody: to be adopted
/// @param strayed owned and no longer chosen, because somebody changed the labels: to be released
///
/// **In Kubernetes:** `ControllerRefManager`
/// ([controller_ref_manager.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/controller_ref_manager.go)).
public record Claim<T extends KubernetesObject>(List<T> mine, List<T> orphans, List<T> strayed) {

  public Claim {
    mine = List.copyOf(mine);
    orphans = List.copyOf(orphans);
    strayed = List.copyOf(strayed);
  }

  /// Sorts the objects of the owner's namespace. An owner that is being deleted has no orphans and
  /// lets nobody go: the rest is the garbage collector's.
  public static <T extends KubernetesObject> Claim<T> of(Metadata owner, LabelSelector selector,
      List<T> objects) {
    List<T> mine = new ArrayList<>();
    List<T> orphans = new ArrayList<>();
    List<T> strayed = new ArrayList<>();
    boolean mayClaim = !owner.isBeingDeleted();
    for (T object : objects) {
      Metadata metadata = object.metadata();
      boolean chosen = selector.matches(metadata.labels());
      boolean owned = metadata.isControlledBy(owner);
      boolean free = metadata.controller().isEmpty() && !metadata.isBeingDeleted();
      if (owned && chosen) mine.add(object);
      else if (owned && mayClaim) strayed.add(object);
      else if (free && chosen && mayClaim) orphans.add(object);
    }
    return new Claim<>(mine, orphans, strayed);
  }

  /// Adopts and releases. Returns what counts afterwards: an object whose adoption is refused is not
  /// ours.
  ///
  /// @param kind of the objects
  /// @param ownerKind of the owner
  public List<T> settle(ApiClient client, Kind<T> kind, Kind<?> ownerKind, Metadata owner,
      Refusals refusals) {
    List<T> counting = new ArrayList<>(mine);
    for (T orphan : orphans) {
      ObjectNode patch = owners(orphan.metadata(), owner);
      patch.withObject("metadata").withArray("ownerReferences")
          .add(PodFromTemplate.reference(ownerKind, owner).toJson());
      refusals.take(client.patch(kind, orphan.key(), patch)).ifPresent(counting::add);
    }
    for (T stray : strayed) {
      refusals.take(client.patch(kind, stray.key(), owners(stray.metadata(), owner)));
    }
    return counting;
  }

  /// A patch that leaves every owner but this one. Refused with a conflict when the object is not
  /// the one seen, or has changed since.
  private static ObjectNode owners(Metadata object, Metadata owner) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata")
        .put("uid", object.uid())
        .put("resourceVersion", object.resourceVersion());
    var references = metadata.putArray("ownerReferences");
    object.ownerReferences().stream()
        .filter(reference -> !reference.uid().equals(owner.uid()))
        .forEach(reference -> references.add(reference.toJson()));
    return patch;
  }
}
