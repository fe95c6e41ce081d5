package kube.controlplane.controllermanager.workload;

import java.util.HashMap;
import java.util.Map;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Status;

/// Objects as the API shows them, as far as a controller knows: its copy, or the answer to its own last
/// write while the copy does not show that yet.
///
/// Who compares a new status with this, and not with the copy, writes nothing twice. And who is told that
/// an object is not found believes that more than his copy: a controller whose watch has fallen silent
/// would otherwise make Pods for an owner that is gone, which the garbage collector takes away as fast,
/// until the line is found dead half a minute later. The real controllers do run that race, held back by
/// the 20 requests a second that their clients may make; ours may make as many as they like.
///
/// Owned by the loop.
public final class Newest<T extends KubernetesObject> {

  private final Map<Key, T> answers = new HashMap<>();
  private final Map<Key, T> missed = new HashMap<>();

  /// The copy, or a newer answer.
  public T of(T copy) {
    T answer = answers.get(copy.key());
    if (answer == null) return copy;
    if (revision(answer) > revision(copy)) return answer;
    answers.remove(copy.key());
    return copy;
  }

  /// Keeps what the API answered to a write about the copy, and hands it on.
  public ApiResult<T> wrote(T copy, ApiResult<T> answer) {
    answer.toOptional().ifPresent(object -> answers.put(object.key(), object));
    if (answer.refusal().filter(Status::isNotFound).isPresent()) missed.put(copy.key(), copy);
    return answer;
  }

  /// Whether the API knew nothing of this copy when it was last written about.
  public boolean isGone(T copy) {
    T then = missed.get(copy.key());
    return then != null && then.metadata().uid().equals(copy.metadata().uid())
        && revision(then) == revision(copy);
  }

  /// The object is gone.
  public void forget(Key key) {
    answers.remove(key);
    missed.remove(key);
  }

  private static long revision(KubernetesObject object) {
    String revision = object.metadata().resourceVersion();
    return revision.isEmpty() ? 0 : Long.parseLong(revision);
  }
}
