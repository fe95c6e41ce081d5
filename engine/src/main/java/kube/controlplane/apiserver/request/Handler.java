package kube.controlplane.apiserver.request;

import kube.controlplane.apiserver.output.Representation;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

/// Answers one kind of request.
public interface Handler {

  /// The answer, or the reason why there is none.
  ApiResult<Response> handle(Request request, RequestInfo info, Representation form);
}
