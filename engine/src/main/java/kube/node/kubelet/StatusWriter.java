package kube.node.kubelet;

import java.util.Optional;
import java.util.UUID;

import kube.foundation.api.Json;
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

  /// What was written: of a long text its digest is enough to know it again.
  ///
  /// @param to the uid that the Pod had
  private record Said(String to, UUID text, boolean isReady) {

    /// The same, with the uid of the one before when they are equal: each reading makes a new text.
    Said sharing(@Nullable Said before) {
      return before != null && before.to.equals(to) ? new Said(before.to, text, isReady) : this;
    }
  }

  private final ApiClient client;
  private @Nullable Said last;
  private boolean owes;

  StatusWriter(ApiClient client) {
    this.client = client;
  }

  /// Somebody else may have written the status: then what we wrote does not hold any more.
  void compare(PodWish pod) {
    if (last != null && last.isReady && !pod.isShownReady()) last = null;
  }

  /// Whether the last word did not get through.
  boolean owes() {
    return owes;
  }

  /// Writes the status when it is not what was written last; a refusal is retried at the next sync.
  ///
  /// @param shown the Pod of the API; empty while the API does not show it
  void write(Optional<Metadata> shown, ObjectNode status) {
    Said news = new Said(shown.map(Metadata::uid).orElse(""),
        UUID.nameUUIDFromBytes(Json.bytes(status)), saysReady(status));
    if (news.equals(last)) return;
    owes = shown.isEmpty()
        || !client.patchStatus(Kinds.POD, shown.get().key(), status).isOk();
    if (!owes) last = news.sharing(last);
  }

  private static boolean saysReady(ObjectNode status) {
    return status.path("conditions").valueStream()
        .anyMatch(one -> one.path("type").asString("").equals("Ready")
            && one.path("status").asString("").equals("True"));
  }

  /// The kubelet's last word about a Pod that is being deleted. Returns whether it is gone.
  boolean confirmDeletion(Metadata pod) {
    return client.deleteNow(pod).refusal()
        .filter(refusal -> !refusal.isNotFound()).isEmpty();
  }
}
