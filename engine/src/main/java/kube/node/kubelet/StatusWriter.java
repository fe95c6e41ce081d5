package kube.node.kubelet;

import java.util.Optional;

import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
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
  private String writtenTo = "";
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
  ///
  /// @param shown the Pod of the API; empty while the API does not show it
  void write(Optional<Metadata> shown, ObjectNode status) {
    String uid = shown.map(Metadata::uid).orElse("");
    if (uid.equals(writtenTo) && status.equals(written)) return;
    owes = shown.isEmpty()
        || !client.patchStatus(Kinds.POD, shown.get().key(), status).isOk();
    if (owes) return;
    written = status;
    writtenTo = uid;
  }

  /// The kubelet's last word about a Pod that is being deleted. Returns whether it is gone.
  boolean confirmDeletion(Metadata pod) {
    return client.deleteNow(pod).refusal()
        .filter(refusal -> !refusal.isNotFound()).isEmpty();
  }
}
