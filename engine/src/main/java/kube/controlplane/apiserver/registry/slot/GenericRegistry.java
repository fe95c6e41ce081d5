package kube.controlplane.apiserver.registry.slot;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// Decides what a write makes of an object, so that no update is lost: the slot
/// `apiserver.registry`.
///
/// It is asked after defaults, gates and the rules of the kind, for each write that a client is not
/// merely trying out. There is one right outcome, so the server compares what the part did on its
/// shelf with what it does itself. Not asked about: Pods that get a time to end, the end of
/// namespaces, and subresources other than `status`.
///
/// What all writes share: `uid`, `created` and `deleted` are the registry's own. Left out they stay
/// as they are; whoever says another uid means another object ([Reason#CONFLICT]), and the other two
/// cannot be changed ([Reason#INVALID]). The generation, where it is counted, begins at 1 and grows
/// with each change of `spec`, and when the object is told to go. A write that changes nothing is
/// none.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
public interface GenericRegistry {

  /// Why a write cannot be.
  enum Reason {
    ALREADY_EXISTS, NOT_FOUND, CONFLICT, INVALID
  }

  /// The write cannot be; nothing has changed.
  final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    public Refused(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /// What a deletion is tied to.
  ///
  /// @param uid of the life that is meant; empty for any
  /// @param resourceVersion that the object has to have; empty for any
  record Preconditions(String uid, String resourceVersion) {}

  /// Stores a new object.
  Obj create(Obj wish, Shelf shelf) throws Refused;

  /// Stores `wish` in place of the version that it names; its `status` does not count. One that was
  /// to go, and that nothing holds back any longer, is taken away instead; no new finalizer can hold
  /// it back then.
  Obj update(Obj wish, Shelf shelf) throws Refused;

  /// The same through the other door: only its `status` counts.
  Obj updateStatus(Obj wish, Shelf shelf) throws Refused;

  /// Takes the object away; or, when it has finalizers, marks that it is to go, and gives it.
  Optional<Obj> delete(String namespace, String name, Preconditions wanted, Shelf shelf)
      throws Refused;

  /// Changes the object as it is now; when somebody was faster, changes that, and so on.
  ///
  /// @param change says for an object that was read just now how it is to be
  /// @param triesAtMost after which it refuses with [Reason#CONFLICT]
  Obj retrying(String namespace, String name, UnaryOperator<Obj> change, int triesAtMost,
      Shelf shelf) throws Refused;
}
