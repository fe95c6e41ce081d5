package kube.controlplane.apiserver.registry.slot;

import java.time.Instant;
import java.util.Optional;

/// Where a [GenericRegistry] keeps its objects: it compares versions and swaps, and knows no other
/// rule.
///
/// It is handed to each call anew and shows what the call is about, as the store holds it.
public interface Shelf {

  /// The object as it is stored now.
  Optional<Obj> get(String namespace, String name);

  /// Stores the object if the one that lies there still has this version; an empty version says that
  /// none may lie there. Gives it back with its new version, or nothing when somebody was faster.
  Optional<Obj> write(Obj object, String unchangedSince);

  /// Takes the object away if it still has this version. Whether it did.
  boolean remove(String namespace, String name, String unchangedSince);

  Instant now();

  /// A uid that no object ever had.
  String newUid();

  /// Whether objects of this kind count the changes of their wish.
  boolean countsGenerations();
}
