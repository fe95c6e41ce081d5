package kube.controlplane.apiserver.access.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

/// Reads the texts that a Secret holds in Base64, which hides nothing: it only survives transport.
final class SecretText {

  private SecretText() {}

  /// The text; empty when the Secret does not have it, or not as text.
  static String of(JsonNode secret, String name) {
    String base64 = secret.path("data").path(name).asString("");
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
