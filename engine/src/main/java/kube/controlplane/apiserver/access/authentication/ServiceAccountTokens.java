package kube.controlplane.apiserver.access.authentication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tokens of workloads: signed here, for an audience, for a time, and bound to objects.
///
/// A token is good as long as its signature, its time and its audience are, *and* the account and
/// the object it is bound to still live, with the same uid. That is how deleting a Pod takes its
/// tokens away.
///
/// **Models** bound tokens and the legacy ones of Secrets, which never expire.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
public final class ServiceAccountTokens implements TokenAuthenticator {

  /// Who signs, and the audience of tokens that name none.
  public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private static final String LEGACY_ISSUER = "kubernetes/serviceaccount";
  private static final String PRIVATE = "kubernetes.io";
  private static final String LEGACY = "kubernetes.io/serviceaccount/";
  private static final String EXTRA = "authentication.kubernetes.io/";

  /// A deleted object's tokens live a little longer, so that a Pod can say good-bye.
  private static final int SECONDS_AFTER_DELETION = 60;

  private final Clock clock;
  private final Registry registry;
  private final SigningKey key;

  public ServiceAccountTokens(Clock clock, Registry registry, SigningKey key) {
    this.clock = clock;
    this.registry = registry;
    this.key = key;
  }

  /// An object that a token is bound to, as the claims name it: `pod`, `secret` or `node`.
  public record Bond(String kind, String name, String uid) {}

  /// Signs a token for the account.
  ///
  /// @param id the token's own name, unique in the cluster
  /// @param bonds what it dies with; a token of a Pod is bound to its node as well
  public String issue(Resource account, String id, List<String> audiences, Instant expires,
      Optional<Instant> warnAfter, List<Bond> bonds) {
    ObjectNode claims = Json.object();
    audiences.forEach(claims.putArray("aud")::add);
    claims.put("exp", expires.getEpochSecond());
    claims.put("iat", clock.now().getEpochSecond());
    claims.put("iss", ISSUER).put("jti", id);
    ObjectNode ours = claims.putObject(PRIVATE).put("namespace", account.namespace());
    bonds.forEach(bond -> ours.putObject(bond.kind()).put("name", bond.name()).put("uid", bond
        .uid()));
    ours.putObject("serviceaccount").put("name", account.name()).put("uid", account.uid());
    warnAfter.ifPresent(moment -> ours.put("warnafter", moment.getEpochSecond()));
    claims.put("nbf", clock.now().getEpochSecond());
    claims.put("sub", "system:serviceaccount:" + account.namespace() + ":" + account.name());
    return JsonWebToken.write(claims, key);
  }

  /// Signs the token that lives in a Secret and as long as it.
  public String issueLegacy(Resource account, String secretName) {
    return JsonWebToken.write(Json.object().put("iss", LEGACY_ISSUER)
        .put(LEGACY + "namespace", account.namespace())
        .put(LEGACY + "secret.name", secretName)
        .put(LEGACY + "service-account.name", account.name())
        .put(LEGACY + "service-account.uid", account.uid())
        .put("sub", "system:serviceaccount:" + account.namespace() + ":" + account.name()), key);
  }

  @Override
  public Optional<Verdict> authenticate(String token, List<String> audiences) {
    if (!JsonWebToken.resembles(token)) return Optional.empty();
    return Optional.of(JsonWebToken.read(token, key)
        .map(claims -> Json.text(claims, "iss").equals(LEGACY_ISSUER)
            ? judgeLegacy(token, claims, audiences)
            : judge(claims, audiences))
        .orElseGet(() -> new Verdict.Doubted("invalid bearer token")));
  }

  private Verdict judge(JsonNode claims, List<String> audiences) {
    long now = clock.now().getEpochSecond();
    List<String> wanted = audiences.isEmpty() ? List.of(ISSUER) : audiences;
    List<String> shared = new ArrayList<>(wanted);
    shared.retainAll(Json.list(claims, "aud", audience -> audience.asString("")));
    if (!Json.text(claims, "iss").equals(ISSUER)) return doubt("invalid bearer token");
    if (claims.path("exp").asLong(0) <= now) {
      return doubt("[invalid bearer token, service account token has expired]");
    }
    if (claims.path("nbf").asLong(0) > now) {
      return doubt("[invalid bearer token, service account token is not valid yet]");
    }
    if (shared.isEmpty()) {
      return doubt("[invalid bearer token, token audiences " + Json.list(claims, "aud",
          audience -> "\"" + audience.asString("") + "\"") + " is invalid for the target audiences "
          + wanted.stream().map(audience -> "\"" + audience + "\"").toList() + "]");
    }
    JsonNode ours = claims.path(PRIVATE);
    String namespace = Json.text(ours, "namespace");
    String name = Json.text(ours, "serviceaccount.name");
    SortedMap<String, List<String>> extra = new TreeMap<>();
    extra.put(EXTRA + "credential-id", List.of("JTI=" + Json.text(claims, "jti")));
    return lives(CoreKinds.SERVICE_ACCOUNT, namespace, ours.path("serviceaccount"))
        .or(() -> bond(CoreKinds.SECRET, namespace, ours, "secret", extra))
        .or(() -> bond(Kinds.POD, namespace, ours, "pod", extra))
        .or(() -> bond(Kinds.NODE, "", ours, "node", extra, ours.has("pod")))
        .<Verdict>map(Verdict.Doubted::new)
        .orElseGet(() -> new Verdict.Believed(user(namespace, name,
            Json.text(ours, "serviceaccount.uid"), extra), shared));
  }

  private Verdict judgeLegacy(String token, JsonNode claims, List<String> audiences) {
    String namespace = claims.path(LEGACY + "namespace").asString("");
    String name = claims.path(LEGACY + "service-account.name").asString("");
    String uid = claims.path(LEGACY + "service-account.uid").asString("");
    Optional<Resource> secret = registry.find(CoreKinds.SECRET, new Key(namespace,
        claims.path(LEGACY + "secret.name").asString("")));
    boolean holdsIt = secret.filter(found -> SecretText.of(found.tree(), "token").equals(token))
        .isPresent();
    if (!holdsIt) return doubt("[invalid bearer token, Token has been invalidated]");
    if (!audiences.isEmpty() && !audiences.contains(ISSUER)) return doubt("invalid bearer token");
    ObjectNode account = Json.object().put("name", name).put("uid", uid);
    return lives(CoreKinds.SERVICE_ACCOUNT, namespace, account)
        .<Verdict>map(Verdict.Doubted::new)
        .orElseGet(() -> new Verdict.Believed(user(namespace, name, uid, new TreeMap<>()),
            List.of(ISSUER)));
  }

  private Optional<String> bond(Kind<?> kind, String namespace, JsonNode ours, String field,
      SortedMap<String, List<String>> extra) {
    return bond(kind, namespace, ours, field, extra, false);
  }

  /// Why the bond is broken; empty when there is none or it holds. A note about what the token is
  /// bound to goes to the user's extra fields.
  private Optional<String> bond(Kind<?> kind, String namespace, JsonNode ours, String field,
      SortedMap<String, List<String>> extra, boolean isOnlyToldOf) {
    if (!ours.has(field)) return Optional.empty();
    if (!field.equals("secret")) {
      extra.put(EXTRA + field + "-name", List.of(Json.text(ours, field + ".name")));
      extra.put(EXTRA + field + "-uid", List.of(Json.text(ours, field + ".uid")));
    }
    return isOnlyToldOf ? Optional.empty() : lives(kind, namespace, ours.path(field));
  }

  private Optional<String> lives(Kind<?> kind, String namespace, JsonNode named) {
    Optional<Resource> found = registry.find(kind, new Key(namespace, Json.text(named, "name")))
        .filter(object -> object.uid().equals(Json.text(named, "uid")))
        .filter(object -> Json.time(object.tree(), "metadata.deletionTimestamp")
            .filter(moment -> clock.now().isAfter(moment.plusSeconds(SECONDS_AFTER_DELETION)))
            .isEmpty());
    return found.isPresent()
        ? Optional.empty()
        : Optional.of("[invalid bearer token, service account token has been invalidated]");
  }

  private static Verdict doubt(String reason) {
    return new Verdict.Doubted(reason);
  }

  static UserInfo user(String namespace, String name, String uid,
      SortedMap<String, List<String>> extra) {
    return new UserInfo("system:serviceaccount:" + namespace + ":" + name, uid,
        List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace), extra);
  }

  /// Where others find the keys that verify our tokens.
  public ObjectNode discovery() {
    ObjectNode about = Json.object().put("issuer", ISSUER)
        .put("jwks_uri", ISSUER + "/openid/v1/jwks");
    about.putArray("response_types_supported").add("id_token");
    about.putArray("subject_types_supported").add("public");
    about.putArray("id_token_signing_alg_values_supported").add("ES256");
    return about;
  }

  public ObjectNode keySet() {
    ObjectNode keys = Json.object();
    keys.putArray("keys").add(key.publicKey());
    return keys;
  }
}
