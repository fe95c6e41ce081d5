package kube.controlplane.apiserver.access;

import kube.controlplane.apiserver.access.authentication.Authentication;
import kube.controlplane.apiserver.request.RequestContext;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Request;

/// The first gate of every request: who asks, and may they?
///
/// Owned by the loop.
public final class Access {

  private final Authentication authentication = new Authentication();

  /// The context that goes on with the request, or why it goes no further.
  public ApiResult<RequestContext> admit(Request request) {
    return authentication.authenticate(request).map(RequestContext::new);
  }
}
