package kube.controlplane.apiserver.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Remembers between two pieces of a list which revision the list shows and where it stopped.
///
/// The client hands it back unread. It holds all that is needed, so the server keeps nothing.
///
/// @param revision the revision that all pieces show; [#ANY] to go on with what is there by then
/// @param start the first key of the next piece, below the collection's folder
public record ContinueToken(long revision, String start) {

  /// Given out when the revision that a list began with is forgotten.
  public static final long ANY = -1;

  private static final String VERSION = "meta.k8s.io/v1";
  private static final String INVALID = "invalid continue token: continue key is not valid";

  public String toText() {
    byte[] json = Json.bytes(Json.object().put("v", VERSION).put("rv", revision)
        .put("start", start));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /// Reads a token, or refuses with 400.
  public static ApiResult<ContinueToken> of(String text) {
    try {
      return read(Json.parse(Base64.getUrlDecoder().decode(
          text.getBytes(StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException notBase64) {
      return refuse(": illegal base64 data at input byte " + firstForeign(text));
    } catch (JacksonException notJson) {
      return refuse(": " + notJson.getOriginalMessage());
    }
  }

  private static ApiResult<ContinueToken> read(JsonNode json) {
    if (!Json.text(json, "v").equals(VERSION)) {
      return refuse(": server does not recognize this encoded version " + Json.text(json, "v"));
    }
    long revision = json.path("rv").asLong(0);
    String start = Json.text(json, "start");
    if (revision == 0) {
      return refuse(": incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
    }
    if (start.isEmpty()) return refuse(": encoded start key empty (version meta.k8s.io/v1)");
    boolean climbs = List.of(start.split("/", -1)).stream()
        .anyMatch(part -> part.equals("..") || part.equals("."));
    return climbs ? refuse(": " + start) : new Ok<>(new ContinueToken(revision, start));
  }

  private static int firstForeign(String text) {
    int at = 0;
    while (at < text.length() && isOfAlphabet(text.charAt(at))) at++;
    return at;
  }

  private static boolean isOfAlphabet(char letter) {
    return letter < 128 && (Character.isLetterOrDigit(letter) || letter == '-' || letter == '_');
  }

  private static ApiResult<ContinueToken> refuse(String why) {
    return new Refused<>(Status.badRequest(INVALID + why));
  }
}
