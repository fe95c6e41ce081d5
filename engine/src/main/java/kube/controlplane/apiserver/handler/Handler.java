package kube.controlplane.apiserver.handler;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

/// Answers one kind of request.
public interface Handler {

  /// The answer, or the reason why there is none.
  ApiResult<Response> handle(Request request, RequestInfo info, Representation form);
}
