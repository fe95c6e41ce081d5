package kube.controlplane.apiserver.admission.webhook;

import tools.jackson.databind.JsonNode;

/// What came of asking a webhook.
public sealed interface WebhookAnswer {

  /// It answered, with a review that is still to be judged.
  record Reviewed(JsonNode review) implements WebhookAnswer {}

  /// It could not be asked or gave no answer that can be read.
  ///
  /// @param reason as in `failed to call webhook: <reason>`
  record Unreachable(String reason) implements WebhookAnswer {}
}
