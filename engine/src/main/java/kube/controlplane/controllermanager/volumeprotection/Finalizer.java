package kube.controlplane.controllermanager.volumeprotection;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Result;
import tools.jackson.databind.node.ArrayNode;

/// The mark by which an object that is used stays until it is not.
final class Finalizer {

  private Finalizer() {}

  /// Puts the mark where it belongs, and takes it from an object that is being deleted and free.
  static <T extends KubernetesObject> Result settle(ApiClient client, Kind<T> kind, T object,
      String mark, boolean isUsed) {
    boolean hasMark = object.metadata().finalizers().contains(mark);
    boolean needsMark = object.metadata().isBeingDeleted() ? hasMark && isUsed : true;
    if (hasMark == needsMark) return Result.done();
    ApiResult<T> answer = client.edit(kind, object.key(), "", tree -> {
      ArrayNode marks = tree.withObject("metadata").withArray("finalizers");
      for (int i = marks.size() - 1; i >= 0; i--) {
        if (marks.get(i).asString("").equals(mark)) marks.remove(i);
      }
      if (needsMark) marks.add(mark);
    });
    return answer.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
