package kube.controlplane.apiserver.patch.slot;

import kube.foundation.api.plain.JsonValue;

/// Merges patches into objects: the slot `apiserver.patch`.
///
/// It is asked for every strategic merge patch, and, when one comes of `kubectl apply`, for the
/// three-way merge that the patch stands for. There is one right answer but for the order in which
/// merged items stand, so the server compares it with its own. The directives that only kubectl
/// itself writes, `$setElementOrder` and `$retainKeys`, are not the part's business.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
public interface Patcher {

  /// The patch cannot be one of this object.
  final class BadPatch extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message with the path at which it goes wrong
    public BadPatch(String message) {
      super(message);
    }
  }

  /// Reads an object, so that a part can look into it; throws when the text holds none.
  static JsonValue.Fields read(String json) throws BadPatch {
    try {
      return JsonValue.object(json);
    } catch (IllegalArgumentException garbage) {
      throw new BadPatch(String.valueOf(garbage.getMessage()));
    }
  }

  /// The object with the patch applied.
  ///
  /// @param original and `patch` are JSON objects
  String strategic(String original, String patch, PatchSchema schema) throws BadPatch;

  /// The object as its author wants it now: what `desired` says is set, what `lastApplied` said and
  /// `desired` no longer says is taken away, and all else was somebody else's doing and stays.
  String threeWay(String lastApplied, String live, String desired, PatchSchema schema)
      throws BadPatch;
}
