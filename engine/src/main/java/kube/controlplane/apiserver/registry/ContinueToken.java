package kube.controlplane.apiserver.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Remembers between two pieces of a list which revision the list shows and where it stopped.
///
/// The client hands it back unread. It holds all that is needed, so the server keeps nothing.
///
/// @param revision the revision that all pieces show
/// @param start the first key of the next piece, below the collection's folder
public record ContinueToken(long revision, String start) {

  private static final String VERSION = "meta.k8s.io/v1";

  public String toText() {
    byte[] json = Json.bytes(Json.object().put("v", VERSION).put("rv", revision)
        .put("start", start));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /// Reads a token; empty when the text is none.
  public static Optional<ContinueToken> of(String text) {
    try {
      JsonNode json = Json.parse(Base64.getUrlDecoder().decode(
          text.getBytes(StandardCharsets.UTF_8)));
      boolean known = Json.text(json, "v").equals(VERSION) && json.path("rv").asLong(0) > 0;
      return known
          ? Optional.of(new ContinueToken(json.path("rv").asLong(), Json.text(json, "start")))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException notOurs) {
      return Optional.empty();
    }
  }
}
