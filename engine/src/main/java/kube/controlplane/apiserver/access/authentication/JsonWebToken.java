package kube.controlplane.apiserver.access.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A token as it travels: header, claims and signature, each in Base64, joined by dots.
///
/// Anybody can read the claims; only the signature makes them worth anything.
///
/// **Models** compact JWS with ES256 and nothing else, so that no token can choose a weaker way to
/// be believed. **In Kubernetes:** https://datatracker.ietf.org/doc/html/rfc7519
final class JsonWebToken {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private JsonWebToken() {}

  static String write(ObjectNode claims, SigningKey key) {
    ObjectNode header = Json.object().put("alg", "ES256").put("kid", key.id());
    String signed = BASE64.encodeToString(Json.bytes(header)) + "."
        + BASE64.encodeToString(Json.bytes(claims));
    return signed + "." + BASE64.encodeToString(key.sign(signed));
  }

  /// The claims of a token that this key has signed; empty for all others.
  static Optional<JsonNode> read(String token, SigningKey key) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) return Optional.empty();
    return object(parts[0])
        .filter(header -> Json.text(header, "alg").equals("ES256"))
        .filter(_ -> decode(parts[2])
            .filter(signature -> key.hasSigned(parts[0] + "." + parts[1], signature)).isPresent())
        .flatMap(_ -> object(parts[1]));
  }

  /// Whether the text looks like such a token at all.
  static boolean resembles(String token) {
    return token.chars().filter(letter -> letter == '.').count() == 2;
  }

  private static Optional<JsonNode> object(String base64) {
    try {
      return decode(base64).map(Json::parse).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getUrlDecoder()
          .decode(base64.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
