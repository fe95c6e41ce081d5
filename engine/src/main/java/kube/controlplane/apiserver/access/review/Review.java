package kube.controlplane.apiserver.access.review;

import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

import tools.jackson.databind.node.ObjectNode;

/// One kind of review: reads the question from `spec`, writes the answer to `status`.
public final class Review implements Handler {

  /// Fills in the status of a review, or says why its question cannot be answered.
  public interface Answering {
    ApiResult<ObjectNode> answer(RequestInfo info, ObjectNode review);
  }

  private final Answering answering;

  public Review(Answering answering) {
    this.answering = answering;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return Body.object(request, info)
        .then(review -> {
          ObjectNode metadata = Json.object();
          if (!info.namespace().isEmpty()) metadata.put("namespace", info.namespace());
          review.set("metadata", metadata);
          return answering.answer(info, review);
        })
        .map(review -> Response.Answer.json(201, review));
  }
}
