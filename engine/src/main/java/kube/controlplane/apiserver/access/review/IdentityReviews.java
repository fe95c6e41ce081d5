package kube.controlplane.apiserver.access.review;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.access.authentication.Authentication;
import kube.controlplane.apiserver.access.authentication.TokenAuthenticator.Verdict;
import kube.controlplane.apiserver.access.authentication.Tokens;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who am I (SelfSubjectReview), and whose token is this (TokenReview)?
public final class IdentityReviews {

  private final Clock clock;
  private final Tokens tokens;

  public IdentityReviews(Clock clock, Tokens tokens) {
    this.clock = clock;
    this.tokens = tokens;
  }

  /// What `kubectl auth whoami` asks.
  public ApiResult<ObjectNode> whoAmI(RequestInfo info, ObjectNode review) {
    review.withObject("metadata").put("creationTimestamp", Json.time(clock.now()));
    review.remove("spec");
    review.putObject("status").set("userInfo", info.user().toJson());
    return new Ok<>(review);
  }

  /// What a server asks that got a token from somebody it does not know.
  public ApiResult<ObjectNode> whoseToken(RequestInfo info, ObjectNode review) {
    String token = Json.text(review, "spec.token");
    if (token.isEmpty()) {
      return new Refused<>(Status.badRequest("token is required for TokenReview in"
          + " authentication"));
    }
    List<String> audiences = Json.list(review, "spec.audiences", one -> one.asString(""));
    ObjectNode status = review.putObject("status");
    Optional<Verdict> verdict = tokens.judge(token, audiences);
    if (verdict.isEmpty()) return new Ok<>(review);
    switch (verdict.get()) {
      case Verdict.Believed(var user, var shared) -> {
        status.put("authenticated", true).set("user", Authentication.known(user).toJson());
        ArrayNode named = Json.object().putArray("audiences");
        shared.forEach(named::add);
        if (!named.isEmpty()) status.set("audiences", named);
      }
      case Verdict.Doubted(String reason) -> status.put("error", reason);
    }
    return new Ok<>(review);
  }
}
