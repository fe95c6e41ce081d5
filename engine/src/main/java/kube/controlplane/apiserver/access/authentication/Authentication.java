package kube.controlplane.apiserver.access.authentication;

import java.util.List;

import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Caller;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// Says who asks, or refuses with 401.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#authentication-strategies
public final class Authentication {

  static final Status UNAUTHORIZED = new Status(401, "Unauthorized", "Unauthorized", "", "", "",
      List.of());

  private final ComponentIdentities components = new ComponentIdentities();

  public ApiResult<UserInfo> authenticate(Request request) {
    return switch (request.caller()) {
      case Caller.Trusted _ -> new Ok<>(components.of(request.user()));
      case Caller.Certified(var name, var organizations, _) ->
        new Ok<>(UserInfo.of(name, organizations.toArray(String[]::new)));
      case Caller.Stranger _ -> new Ok<>(UserInfo.ANONYMOUS);
      case Caller.Impostor _ -> new Refused<>(UNAUTHORIZED);
    };
  }
}
