package kube.controlplane.controllermanager.workload;

import java.util.HashMap;
import java.util.Map;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;

/// Objects as the API shows them, as far as a controller knows: its copy, or the answer to its own last
/// write while the copy does not show that yet.
///
/// Who compares a new status with this, and not with the copy, writes nothing twice.
///
/// Owned by the loop.
public final class Newest<T extends KubernetesObject> {

  private final Map<Key, T> answers = new HashMap<>();

  /// The copy, or a newer answer.
  public T of(T copy) {
    T answer = answers.get(copy.key());
    if (answer == null) return copy;
    if (revision(answer) > revision(copy)) return answer;
    answers.remove(copy.key());
    return copy;
  }

  /// Keeps what the API answered to a write, and hands it on.
  public ApiResult<T> wrote(ApiResult<T> answer) {
    answer.toOptional().ifPresent(object -> answers.put(object.key(), object));
    return answer;
  }

  /// The object is gone.
  public void forget(Key key) {
    answers.remove(key);
  }

  private static long revision(KubernetesObject object) {
    String revision = object.metadata().resourceVersion();
    return revision.isEmpty() ? 0 : Long.parseLong(revision);
  }
}
