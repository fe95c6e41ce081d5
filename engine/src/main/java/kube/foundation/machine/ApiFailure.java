package kube.foundation.machine;

/// A way in which the API server fails a request.
///
/// **In Kubernetes:**
/// [the reasons of a Status](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go)
public enum ApiFailure {
  /// 500 before anything was done.
  INTERNAL_ERROR("internal-error"),
  /// 429 before anything was done: come back later.
  TOO_MANY_REQUESTS("too-many-requests"),
  /// 409 to an update, a patch or a deletion, as if somebody else had been faster.
  CONFLICT("conflict"),
  /// 504 to a write that was done all the same: the cruelest, because who asked cannot know.
  TIMEOUT_THAT_WORKED("timeout-that-worked");

  private final String text;

  ApiFailure(String text) {
    this.text = text;
  }

  /// Its name in the event log.
  public String text() {
    return text;
  }
}
