package kube.controlplane.controllermanager.namespace;

import java.time.Instant;
import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;

/// One namespace, and everything that its controller may see and do in it.
public interface Room {

  /// The one kind that has to be gone before all others: running programs may still need the rest.
  String PODS = "pods";

  /// An object that is still there.
  ///
  /// @param finalizers who must have done something before it goes
  /// @param graceSeconds how long it may take to end; 0 for what has nothing to end
  record Occupant(String name, List<String> finalizers, long graceSeconds) {

    public Occupant { finalizers = List.copyOf(finalizers); }
  }

  Instant now();

  /// The kinds of things that can be in it, such as `pods` and `deployments.apps`.
  List<String> kinds();

  /// What of this kind is in it now.
  ApiResult<List<Occupant>> list(String kind);

  /// Deletes everything of this kind, as far as it lets itself be deleted at once.
  ApiResult<String> deleteAll(String kind);

  /// Says in the status what still has to happen.
  ApiResult<String> report(List<Condition> conditions);

  /// Takes the controller's own name off the list of those who have to clean up: the API server
  /// removes the namespace when nobody is left on it.
  ApiResult<String> release();
}
