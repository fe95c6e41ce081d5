package kube.controlplane.apiserver.access.authentication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Our own office of badges: one key, and claims as Kubernetes writes them.
final class SignedTokens implements TokenService {

  private static final String ISSUER = ServiceAccountTokens.ISSUER;
  private static final String PRIVATE = "kubernetes.io";
  private static final List<String> BONDS = List.of("secret", "pod", "node");

  private final SigningKey key;

  SignedTokens(SigningKey key) {
    this.key = key;
  }

  @Override
  public String issue(String namespace, String account, TokenSpec spec) {
    ObjectNode claims = Json.object();
    spec.audiences().forEach(claims.putArray("aud")::add);
    claims.put("exp", spec.expires().getEpochSecond());
    claims.put("iat", spec.issuedAt().getEpochSecond());
    claims.put("iss", ISSUER).put("jti", spec.id());
    ObjectNode ours = claims.putObject(PRIVATE).put("namespace", namespace);
    spec.bonds().forEach(bond -> ours.putObject(bond.kind()).put("name", bond.name())
        .put("uid", bond.uid()));
    ours.putObject("serviceaccount").put("name", account).put("uid", spec.accountUid());
    spec.warnAfter().ifPresent(moment -> ours.put("warnafter", moment.getEpochSecond()));
    claims.put("nbf", spec.issuedAt().getEpochSecond());
    claims.put("sub", "system:serviceaccount:" + namespace + ":" + account);
    return JsonWebToken.write(claims, key);
  }

  @Override
  public Review review(String token, List<String> audiences, World world) {
    return JsonWebToken.read(token, key).map(claims -> review(claims, audiences, world))
        .orElseGet(() -> new Review.Doubted("invalid bearer token"));
  }

  private static Review review(JsonNode claims, List<String> wanted, World world) {
    long now = world.now().getEpochSecond();
    List<String> audiences = Json.list(claims, "aud", audience -> audience.asString(""));
    if (!Json.text(claims, "iss").equals(ISSUER)) return doubt("invalid bearer token");
    if (claims.path("exp").asLong(0) <= now) {
      return doubt("[invalid bearer token, service account token has expired]");
    }
    if (claims.path("nbf").asLong(0) > now) {
      return doubt("[invalid bearer token, service account token is not valid yet]");
    }
    if (Collections.disjoint(audiences, wanted)) {
      return doubt("[invalid bearer token, token audiences " + quoted(audiences)
          + " is invalid for the target audiences " + quoted(wanted) + "]");
    }
    JsonNode ours = claims.path(PRIVATE);
    String namespace = Json.text(ours, "namespace");
    String account = Json.text(ours, "serviceaccount.name");
    TokenSpec spec = new TokenSpec(Json.text(claims, "jti"),
        Json.text(ours, "serviceaccount.uid"), audiences, seconds(claims.path("iat")),
        seconds(claims.path("exp")), Optional.of(ours.path("warnafter"))
            .filter(JsonNode::isNumber).map(SignedTokens::seconds),
        bonds(ours));
    return isAlive(namespace, account, spec, world)
        ? new Review.Believed(namespace, account, spec)
        : doubt("[invalid bearer token, service account token has been invalidated]");
  }

  /// Whether all that the token is bound to is still there. A token of a Pod only tells of its node.
  static boolean isAlive(String namespace, String account, TokenSpec spec, World world) {
    boolean isOfPod = spec.bonds().stream().anyMatch(bond -> bond.kind().equals("pod"));
    return world.lives("serviceaccount", namespace, account, spec.accountUid())
        && spec.bonds().stream()
            .filter(bond -> !(isOfPod && bond.kind().equals("node")))
            .allMatch(bond -> world.lives(bond.kind(),
                bond.kind().equals("node") ? "" : namespace, bond.name(), bond.uid()));
  }

  private static List<Bond> bonds(JsonNode ours) {
    List<Bond> bonds = new ArrayList<>();
    for (String kind : BONDS) {
      if (!ours.has(kind)) continue;
      bonds.add(new Bond(kind, Json.text(ours, kind + ".name"), Json.text(ours, kind + ".uid")));
    }
    return bonds;
  }

  private static Instant seconds(JsonNode number) {
    return Instant.ofEpochSecond(number.asLong(0));
  }

  private static List<String> quoted(List<String> texts) {
    return texts.stream().map(text -> "\"" + text + "\"").toList();
  }

  private static Review doubt(String reason) {
    return new Review.Doubted(reason);
  }
}
