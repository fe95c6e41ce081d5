package kube.controlplane.controllermanager.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Status;
import kube.foundation.client.Result;

/// The refusals that a pass met and that are worth another try.
///
/// None is when the object is gone: what we wanted of it no longer matters. Nor when its namespace
/// is about to go, and our own object with it.
public final class Refusals {

  private final List<Status> met = new ArrayList<>();

  /// Notes how a request ended and hands on its value, when there is one.
  public <T> Optional<T> take(ApiResult<T> result) {
    result.refusal().filter(refusal -> !isFinal(refusal)).ifPresent(met::add);
    return result.toOptional();
  }

  public boolean isEmpty() {
    return met.isEmpty();
  }

  /// Another try when there was a refusal, and else what the pass asks for.
  public Result or(Result otherwise) {
    return met.isEmpty() ? otherwise : Result.retry(met.getFirst().message());
  }

  /// Whether trying again would change nothing.
  public static boolean isFinal(Status refusal) {
    return refusal.isNotFound() || refusal.causes().stream()
        .anyMatch(cause -> cause.reason().equals("NamespaceTerminating"));
  }
}
