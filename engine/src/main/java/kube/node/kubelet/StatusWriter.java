package kube.node.kubelet;

import kube.foundation.api.Kinds;
import kube.foundation.client.ApiClient;
import kube.node.kubelet.wish.PodWish;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Tells the API how one Pod is: only what is not known there yet.
///
/// Owned by the loop.
final class StatusWriter {

  private final ApiClient client;
  private @Nullable ObjectNode written;
  private boolean owes;

  StatusWriter(ApiClient client) {
    this.client = client;
  }

  /// Somebody else may have written the status: then what we wrote does not hold any more.
  void compare(PodWish pod) {
    if (written == null) return;
    boolean saidReady = written.path("conditions").valueStream()
        .anyMatch(one -> one.path("type").asString("").equals("Ready")
            && one.path("status").asString("").equals("True"));
    if (saidReady && !pod.isShownReady()) written = null;
  }

  /// Whether the last word did not get through.
  boolean owes() {
    return owes;
  }

  /// Writes the status when it is not what was written last; a refusal is retried at the next sync.
  void write(PodWish pod, ObjectNode status) {
    if (status.equals(written)) return;
    owes = !client.patchStatus(Kinds.POD, pod.key(), status).isOk();
    if (!owes) written = status;
  }

  /// The kubelet's last word about a Pod that is being deleted. Returns whether it is gone.
  boolean confirmDeletion(PodWish pod) {
    return client.deleteNow(pod.metadata()).refusal()
        .filter(refusal -> !refusal.isNotFound()).isEmpty();
  }
}
