package kube.controlplane.apiserver.admission.webhook;

import java.net.URI;
import java.time.Duration;

import tools.jackson.databind.JsonNode;

/// One question to one webhook.
///
/// @param url where the webhook listens; of a Service, `https://<name>.<namespace>.svc:<port>/…`
/// @param isService whether the address is that of a Service in the cluster
/// @param caBundle the certificates to trust, in PEM; empty for those of the machine
/// @param review the `AdmissionReview`
public record WebhookCall(String url, boolean isService, String caBundle, JsonNode review,
    Duration timeout) {

  public String host() {
    return authority().replaceFirst(":\\d+$", "");
  }

  /// The host and port, by which webhooks inside the simulation are found.
  public String authority() {
    return URI.create(url).getRawAuthority();
  }
}
