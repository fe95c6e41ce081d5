package kube.controlplane.controllermanager.workload;

import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Resource;
import kube.foundation.client.SharedInformer;

/// Says whether a copy already shows what a controller has written last.
///
/// A controller writes through the API server and reads from a copy that lags behind. Between the
/// two it would see too few objects after creating, too many after deleting, and act a second time.
/// So it notes the revision of its newest write for each object that it cares for, and waits until
/// the copy has come as far.
///
/// Owned by the loop. Nothing is saved: after a restart the copies are filled afresh.
///
/// **In Kubernetes:** the consistency store of KEP-5647, which took the place of expectations.
public final class ReadYourWrites {

  private final SharedInformer<?> copy;
  private final TreeMap<Key, Long> newest = new TreeMap<>();

  /// @param copy of the kind that the controller writes
  public ReadYourWrites(SharedInformer<?> copy) {
    this.copy = copy;
  }

  /// Notes a write for `owner` and hands the answer on.
  public <T extends KubernetesObject> ApiResult<T> wrote(Key owner, ApiResult<T> answer) {
    answer.toOptional().ifPresent(object -> note(owner, object.metadata().resourceVersion()));
    return answer;
  }

  /// Notes a deletion. An object that is gone at once leaves nothing to wait for: deleting it again
  /// is refused and harmless.
  public ApiResult<Resource> deleted(Key owner, ApiResult<Resource> answer) {
    answer.toOptional()
        .filter(object -> !object.kind().equals("Status"))
        .ifPresent(object -> note(owner, object.metadata().resourceVersion()));
    return answer;
  }

  /// Whether the copy does not show our last write for `owner` yet.
  public boolean isBehind(Key owner) {
    return Optional.ofNullable(newest.get(owner))
        .filter(revision -> revision > copy.revision())
        .isPresent();
  }

  /// The owner is gone.
  public void forget(Key owner) {
    newest.remove(owner);
  }

  private void note(Key owner, String revision) {
    if (!revision.isEmpty()) newest.merge(owner, Long.parseLong(revision), Math::max);
  }
}
