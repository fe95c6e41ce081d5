package kube.controlplane.controllermanager.serviceaccount;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Namespace;
import kube.foundation.api.Status;
import kube.foundation.client.Result;

/// Makes the account `default`, and makes it again when somebody deletes it.
///
/// A namespace that is going gets none: nothing new may come into it, and trying again would only
/// make noise.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#use-the-default-service-account-to-access-the-api-server
public final class DefaultAccounts implements ServiceAccountController {

  private static final String DEFAULT = "default";

  @Override
  public Result reconcile(Namespace namespace, Accounts accounts) {
    String name = namespace.metadata().name();
    if (namespace.metadata().isBeingDeleted() || accounts.has(name, DEFAULT)) return Result.done();
    return switch (accounts.create(name, DEFAULT)) {
      case ApiResult.Ok<String> _ -> Result.done();
      case ApiResult.Refused<String>(Status refusal) -> isSettled(refusal)
          ? Result.done()
          : Result.retry(refusal.message());
    };
  }

  /// Somebody was faster, or the namespace is going after all.
  private static boolean isSettled(Status refusal) {
    return refusal.reason().equals("AlreadyExists") || refusal.isNotFound()
        || refusal.causes().stream()
            .anyMatch(cause -> cause.reason().equals("NamespaceTerminating"));
  }
}
