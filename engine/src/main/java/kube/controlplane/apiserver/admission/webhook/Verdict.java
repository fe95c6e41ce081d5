package kube.controlplane.apiserver.admission.webhook;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.patch.JsonPatch;
import kube.foundation.api.Json;
import kube.foundation.api.Status;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The answer of a webhook, after a look at whether it is one.
///
/// @param fault why it is none; then the rest means nothing
record Verdict(JsonNode response, Optional<String> fault) {

  static Verdict of(Webhook webhook, JsonNode review) {
    String kind = Json.text(review, "apiVersion") + ", Kind=" + Json.text(review, "kind");
    if (!kind.equals("admission.k8s.io/v1, Kind=AdmissionReview")) {
      return new Verdict(review, Optional.of("expected webhook response of admission.k8s.io/v1,"
          + " Kind=AdmissionReview, got " + kind));
    }
    JsonNode response = review.path("response");
    return response.isObject()
        ? new Verdict(response, Optional.empty())
        : new Verdict(response, Optional.of("webhook response was absent"));
  }

  /// Changes the object as the webhook wishes, or refuses the write in its name.
  Optional<Status> carryOut(Webhook webhook, Attributes write, boolean mayChange) {
    if (fault.isPresent()) {
      return webhook.failsClosed()
          ? Optional.of(Webhooks.failed(webhook, fault.get()))
          : Optional.empty();
    }
    Json.list(response, "warnings", text -> text.asString(""))
        .forEach(write.info().context()::warn);
    Json.texts(response, "auditAnnotations").forEach(
        (key, value) -> write.info().context().annotate(webhook.name() + "/" + key, value));
    if (!Json.flag(response, "allowed")) return Optional.of(denial(webhook));
    String patch = Json.text(response, "patch");
    if (patch.isEmpty()) return Optional.empty();
    if (!mayChange) return unusable(webhook, "validating webhook may not return response.patch");
    if (!Json.text(response, "patchType").equals("JSONPatch")) {
      return unusable(webhook, "webhook returned response.patch but not response.patchType");
    }
    return change(webhook, write, patch);
  }

  private static Optional<Status> change(Webhook webhook, Attributes write, String patch) {
    try {
      JsonNode steps = Json.parse(Base64.getDecoder().decode(patch));
      if (!(steps instanceof ArrayNode list)) return unusable(webhook, "the patch is no list");
      Optional<JsonNode> patched = JsonPatch.apply(write.object(), list);
      if (patched.isEmpty() || !(patched.get() instanceof ObjectNode object)) {
        return unusable(webhook, "the patch cannot be applied to the object");
      }
      ObjectNode changed = object.deepCopy();
      write.object().removeAll();
      write.object().setAll(changed);
      write.info().strategy().setDefaults(write.object());
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException malformed) {
      return unusable(webhook, "the patch cannot be read: " + malformed.getMessage());
    }
  }

  private static Optional<Status> unusable(Webhook webhook, String why) {
    return webhook.failsClosed()
        ? Optional.of(Webhooks.failed(webhook, why))
        : Optional.empty();
  }

  private Status denial(Webhook webhook) {
    JsonNode status = response.path("status");
    int code = Math.max(400, Json.number(status, "code", 400));
    String denied = "admission webhook \"" + webhook.name() + "\" denied the request";
    String message = Json.text(status, "message");
    String reason = Json.text(status, "reason");
    String why = !message.isEmpty()
        ? ": " + message
        : !reason.isEmpty() ? ": " + reason : " without explanation";
    return new Status(code, reason, denied + why, "", "", "", List.of());
  }
}
