package kube.controlplane.controllermanager.bootstrap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;

/// The Secret of one token, `id.secret`.
record BootstrapToken(AnyObject secret) {

  static final String NAMESPACE = "kube-system";

  private static final String TYPE = "bootstrap.kubernetes.io/token";
  private static final String PREFIX = "bootstrap-token-";

  static Optional<BootstrapToken> of(AnyObject secret) {
    boolean isOne = secret.metadata().namespace().equals(NAMESPACE)
        && Json.text(secret.resource().tree(), "type").equals(TYPE);
    return isOne ? Optional.of(new BootstrapToken(secret)) : Optional.empty();
  }

  String id() {
    return text("token-id");
  }

  String key() {
    return text("token-secret");
  }

  /// Whether it says of itself that it may sign, and its parts fit together.
  boolean maySign() {
    return text("usage-bootstrap-signing").equals("true") && !key().isEmpty()
        && secret.metadata().name().equals(PREFIX + id());
  }

  /// When it stops being good; empty when never. One that cannot be read is over already, so that
  /// a typing error does not open a door for ever.
  Optional<Instant> expiration() {
    String text = text("expiration");
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.of(Instant.MIN);
    }
  }

  boolean isOver(Instant now) {
    return expiration().filter(moment -> !now.isBefore(moment)).isPresent();
  }

  private String text(String name) {
    String encoded = secret.resource().tree().path("data").path(name).asString("");
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
