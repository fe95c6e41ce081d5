package catalog.apiserver.badge_office;

import static java.nio.charset.StandardCharsets.UTF_8;

import grader.check.Feedback;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kube.foundation.api.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A token taken apart, and put together again by somebody who has no key.
record Tampering(String header, String claims, String signature) {

  /// The three parts of a token; ends the check when it has not three.
  static Tampering of(String token) {
    String[] parts = token.split("\\.", -1);
    Feedback.weDid("We asked for a token.").youAnswered("You issued \"" + token + "\".")
        .weNeeded("We needed: three parts in Base64 without padding, joined by dots.")
        .because("It travels in a header of HTTP, and every library can take it apart.")
        .read("L19#fact-token").failUnless(parts.length == 3 && List.of(parts).stream()
            .allMatch(part -> !part.isEmpty() && part.matches("[A-Za-z0-9_-]+")));
    return new Tampering(parts[0], parts[1], parts[2]);
  }

  /// What the header says under this name, if it is JSON.
  Optional<String> said(String field) {
    try {
      JsonNode tree = Json.parse(Base64.getUrlDecoder().decode(header));
      return Optional.of(Json.text(tree, field)).filter(text -> !text.isEmpty());
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The same with another algorithm in its header.
  Tampering algorithm(String name) {
    String kid = said("kid").orElse("");
    return header("{\"alg\":\"" + name + "\",\"kid\":\"" + kid + "\"}");
  }

  Tampering header(String json) {
    return new Tampering(word(json.getBytes(UTF_8)), claims, signature);
  }

  Tampering signature(byte[] bytes) {
    return new Tampering(header, claims, word(bytes));
  }

  Tampering claims(String others) {
    return new Tampering(header, others, signature);
  }

  byte[] signatureBytes() {
    return Base64.getUrlDecoder().decode(signature);
  }

  String token() {
    return header + "." + claims + "." + signature;
  }

  private static String word(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
