package kube.controlplane.apiserver.admission.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// One question to one webhook.
///
/// @param url where the webhook listens; of a Service, `https://<name>.<namespace>.svc:<port>/…`
/// @param isService whether the address is that of a Service in the cluster
/// @param caBundle the certificates to trust, in PEM; empty for those of the machine
/// @param review the `AdmissionReview`
public record WebhookCall(String url, boolean isService, String caBundle, JsonNode review,
    Duration timeout) {

  private static final String HTTPS = ":443";

  /// The question to the webhook that a configuration names by URL or Service.
  ///
  /// @param clientConfig the field of that name
  public static WebhookCall of(JsonNode clientConfig, JsonNode review, int seconds) {
    JsonNode service = clientConfig.path("service");
    String url = service.isObject()
        ? "https://" + Json.text(service, "name") + "." + Json.text(service, "namespace")
            + ".svc:" + Json.number(service, "port", 443) + path(Json.text(service, "path"))
        : Json.text(clientConfig, "url");
    return new WebhookCall(url + "?timeout=" + seconds + "s", service.isObject(),
        pem(Json.text(clientConfig, "caBundle")), review, Duration.ofSeconds(seconds));
  }

  private static String path(String path) {
    return path.startsWith("/") || path.isEmpty() ? path : "/" + path;
  }

  private static String pem(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return base64;
    }
  }

  public String host() {
    return authority().replaceFirst(":\\d+$", "");
  }

  /// The host and port, by which webhooks inside the simulation are found; who names no port means
  /// that of HTTPS.
  public String authority() {
    URI address = URI.create(url);
    return address.getPort() < 0
        ? address.getRawAuthority() + HTTPS
        : address.getRawAuthority();
  }
}
