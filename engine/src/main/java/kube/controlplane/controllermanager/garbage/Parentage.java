package kube.controlplane.controllermanager.garbage;

import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.controllermanager.garbage.GarbageCollector.Answer;
import kube.controlplane.controllermanager.garbage.GarbageCollector.Living;
import kube.foundation.api.OwnerReference;

/// What has become of the owners of one object, by their uids.
///
/// @param solid those that exist
/// @param waiting those that are being deleted in the foreground, and wait for this object
/// @param gone those that do not exist any more
/// @param isImpossible whether one of them lies where nothing can lie; such an object is left alone
/// @param doubt why nothing can be said now; empty when it can
record Parentage(Set<String> solid, Set<String> waiting, Set<String> gone, boolean isImpossible,
    String doubt) {

  static Parentage of(Member object, Living living) {
    Set<String> solid = new TreeSet<>();
    Set<String> waiting = new TreeSet<>();
    Set<String> gone = new TreeSet<>();
    boolean impossible = false;
    for (OwnerReference reference : object.owners()) {
      ObjectName owner = ObjectName.of(reference, object.name().key().namespace());
      switch (living.ask(owner)) {
        case Answer.Found(Member found) when found.name().uid().equals(reference.uid()) ->
          (found.isDeletedInForeground() ? waiting : solid).add(reference.uid());
        case Answer.Found _,Answer.Absent _ -> gone.add(reference.uid());
        case Answer.Impossible _ -> impossible = true;
        case Answer.Unknown(String reason) -> {
          return new Parentage(Set.of(), Set.of(), Set.of(), false, reason);
        }
      }
    }
    return new Parentage(solid, waiting, gone, impossible, "");
  }
}
