package kube.controlplane.apiserver;

import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Status;
import kube.foundation.machine.ApiFailure;

/// What a fault makes of a request's answer, in the words in which the API server would fail.
///
/// @param isAfterwards whether the request is carried out all the same
record Struck(Status answer, boolean isAfterwards) {

  private static final Set<String> CHANGES = Set.of("update", "patch", "delete");
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete",
      "deletecollection");

  /// Empty when this failure cannot befall such a request: only who changes an object can meet a
  /// conflict, and a timeout that worked is news for writers only.
  static Optional<Struck> by(ApiFailure failure, Optional<RequestInfo> info) {
    return switch (failure) {
      case INTERNAL_ERROR -> before(Status.internalError("etcdserver: request timed out"));
      case TOO_MANY_REQUESTS -> before(Status.tooManyRequests());
      case CONFLICT -> info.filter(asked -> CHANGES.contains(asked.verb()))
          .flatMap(asked -> before(Status.conflict(asked.kind(), asked.name(),
              "the object has been modified; please apply your changes to the latest version and"
                  + " try again")));
      case TIMEOUT_THAT_WORKED -> info.filter(asked -> WRITES.contains(asked.verb()))
          .map(_ -> new Struck(Status.timeout(), true));
    };
  }

  private static Optional<Struck> before(Status answer) {
    return Optional.of(new Struck(answer, false));
  }
}
