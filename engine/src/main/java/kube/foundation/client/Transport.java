package kube.foundation.client;

import kube.foundation.api.Request;
import kube.foundation.api.Response;

/// Carries a request to the API server and its answer back.
///
/// Inside a cluster this is a plain call on the loop; when the API server is unplugged it answers
/// 503 as a refused connection would feel.
public interface Transport {

  Response send(Request request);
}
