package kube.controlplane.apiserver.access.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;

/// Short tokens by which a machine that has nothing yet asks to join the cluster.
///
/// `abcdef.0123456789abcdef`: the first part is public and names the Secret in `kube-system`, the
/// second part is the secret in it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
final class BootstrapTokens implements TokenAuthenticator {

  private static final Pattern FORM = Pattern.compile("([a-z0-9]{6})\\.([a-z0-9]{16})");
  private static final Pattern EXTRA_GROUP = Pattern.compile(
      "system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");
  private static final String TYPE = "bootstrap.kubernetes.io/token";

  private final Clock clock;
  private final Registry registry;

  BootstrapTokens(Clock clock, Registry registry) {
    this.clock = clock;
    this.registry = registry;
  }

  @Override
  public Optional<Verdict> authenticate(String token, List<String> audiences) {
    Matcher form = FORM.matcher(token);
    if (!form.matches()) return Optional.empty();
    Key place = new Key("kube-system", "bootstrap-token-" + form.group(1));
    return registry.find(CoreKinds.SECRET, place).map(Resource::tree)
        .filter(secret -> Json.text(secret, "type").equals(TYPE))
        .filter(secret -> !Json.at(secret, "metadata").has("deletionTimestamp"))
        .filter(secret -> isSame(SecretText.of(secret, "token-secret"), form.group(2)))
        .filter(secret -> SecretText.of(secret, "token-id").equals(form.group(1)))
        .filter(secret -> !isOver(SecretText.of(secret, "expiration")))
        .filter(secret -> SecretText.of(secret, "usage-bootstrap-authentication").equals("true"))
        .flatMap(BootstrapTokens::bearer);
  }

  private static Optional<Verdict> bearer(JsonNode secret) {
    List<String> groups = new ArrayList<>(List.of("system:bootstrappers"));
    for (String extra : SecretText.of(secret, "auth-extra-groups").split(",")) {
      if (extra.isBlank()) continue;
      if (!EXTRA_GROUP.matcher(extra.strip()).matches()) return Optional.empty();
      groups.add(extra.strip());
    }
    return Optional.of(new Verdict.Believed(new UserInfo(
        "system:bootstrap:" + SecretText.of(secret, "token-id"), "", groups, new TreeMap<>()),
        List.of()));
  }

  private boolean isOver(String expiration) {
    if (expiration.isEmpty()) return false;
    try {
      return clock.now().isAfter(Instant.parse(expiration));
    } catch (DateTimeParseException _) {
      return true; // as the real one: who cannot say until when is not believed
    }
  }

  private static boolean isSame(String ours, String theirs) {
    return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8),
        theirs.getBytes(StandardCharsets.UTF_8));
  }
}
