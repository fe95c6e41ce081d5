package kube.controlplane.apiserver.access.authentication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.access.authentication.TokenService.Bond;
import kube.controlplane.apiserver.access.authentication.TokenService.Review;
import kube.controlplane.apiserver.access.authentication.TokenService.TokenSpec;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Clock;
import kube.foundation.machine.Part;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tokens of workloads: signed for an audience, for a time, and bound to objects, by whoever stands
/// in the slot `apiserver.tokens`. What we signed ourselves stays good when another takes over.
///
/// A token is good as long as its signature, its time and its audience are, *and* the account and
/// the object it is bound to still live, with the same uid. That is how deleting a Pod takes its
/// tokens away.
///
/// **Models** bound tokens and the legacy ones of Secrets, which never expire.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
public final class ServiceAccountTokens implements TokenAuthenticator, TokenService.World {

  /// Who signs, and the audience of tokens that name none.
  public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private static final String LEGACY_ISSUER = "kubernetes/serviceaccount";
  private static final String LEGACY = "kubernetes.io/serviceaccount/";
  private static final String EXTRA = "authentication.kubernetes.io/";

  /// A deleted object's tokens live a little longer, so that a Pod can say good-bye.
  private static final int SECONDS_AFTER_DELETION = 60;

  private final Clock clock;
  private final Registry registry;
  private final SigningKey key;
  private final TokenService ours;
  private final Part<TokenService> service;

  /// @param service whoever stands in the slot `apiserver.tokens`; without anybody, we do it
  public ServiceAccountTokens(Clock clock, Registry registry, SigningKey key,
      Part<TokenService> service) {
    this.clock = clock;
    this.registry = registry;
    this.key = key;
    this.ours = new SignedTokens(key);
    this.service = service;
  }

  /// Has a token signed for the account.
  ///
  /// @param id the token's own name, unique in the cluster
  /// @param bonds what it dies with; a token of a Pod is bound to its node as well
  public String issue(Resource account, String id, List<String> audiences, Instant expires,
      Optional<Instant> warnAfter, List<Bond> bonds) {
    TokenSpec spec = new TokenSpec(id, account.uid(), audiences, clock.now(), expires, warnAfter,
        bonds);
    return service.ask(part -> part.issue(account.namespace(), account.name(), spec),
        token -> JsonWebToken.resembles(token)
            ? Optional.empty()
            : Optional.of("it issued what is no token"),
        () -> ours.issue(account.namespace(), account.name(), spec));
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
    Optional<JsonNode> signedHere = JsonWebToken.read(token, key);
    Optional<JsonNode> legacy = signedHere
        .filter(claims -> Json.text(claims, "iss").equals(LEGACY_ISSUER));
    if (legacy.isPresent()) return Optional.of(judgeLegacy(token, legacy.get(), audiences));
    List<String> wanted = audiences.isEmpty() ? List.of(ISSUER) : audiences;
    Review review = signedHere.isPresent()
        ? ours.review(token, wanted, this)
        : service.ask(part -> part.review(token, wanted, this), answer -> lieIn(answer, wanted),
            () -> ours.review(token, wanted, this));
    return Optional.of(switch (review) {
      case Review.Doubted(String reason) -> new Verdict.Doubted(reason);
      case Review.Believed believed -> believed(believed, wanted);
    });
  }

  /// A badge that must not open a door, whoever believes in it.
  private Optional<String> lieIn(Review review, List<String> wanted) {
    if (!(review instanceof Review.Believed(String namespace, String account, TokenSpec spec))) {
      return Optional.empty();
    }
    boolean isGood = spec.expires().isAfter(clock.now())
        && !Collections.disjoint(spec.audiences(), wanted)
        && SignedTokens.isAlive(namespace, account, spec, this);
    return isGood
        ? Optional.empty()
        : Optional.of("it believed a token that has expired, is for others, or whose account or"
            + " object is gone");
  }

  private static Verdict believed(Review.Believed review, List<String> wanted) {
    TokenSpec spec = review.spec();
    SortedMap<String, List<String>> extra = new TreeMap<>();
    extra.put(EXTRA + "credential-id", List.of("JTI=" + spec.id()));
    for (Bond bond : spec.bonds()) {
      if (bond.kind().equals("secret")) continue;
      extra.put(EXTRA + bond.kind() + "-name", List.of(bond.name()));
      extra.put(EXTRA + bond.kind() + "-uid", List.of(bond.uid()));
    }
    List<String> shared = new ArrayList<>(wanted);
    shared.retainAll(spec.audiences());
    return new Verdict.Believed(user(review.namespace(), review.account(), spec.accountUid(),
        extra), shared);
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
    return lives("serviceaccount", namespace, name, uid)
        ? new Verdict.Believed(user(namespace, name, uid, new TreeMap<>()), List.of(ISSUER))
        : doubt("[invalid bearer token, service account token has been invalidated]");
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public boolean lives(String kind, String namespace, String name, String uid) {
    Kind<?> wanted = switch (kind) {
      case "serviceaccount" -> CoreKinds.SERVICE_ACCOUNT;
      case "secret" -> CoreKinds.SECRET;
      case "node" -> Kinds.NODE;
      default -> Kinds.POD;
    };
    return registry.find(wanted, new Key(namespace, name))
        .filter(object -> object.uid().equals(uid))
        .filter(object -> Json.time(object.tree(), "metadata.deletionTimestamp")
            .filter(moment -> clock.now().isAfter(moment.plusSeconds(SECONDS_AFTER_DELETION)))
            .isEmpty())
        .isPresent();
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
