package kube.controlplane.apiserver.access;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.access.authentication.Authentication;
import kube.controlplane.apiserver.access.authentication.ServiceAccountTokens;
import kube.controlplane.apiserver.access.authentication.Tokens;
import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.access.authorization.Decision;
import kube.controlplane.apiserver.access.authorization.NodeAuthorizer;
import kube.controlplane.apiserver.access.authorization.rbac.EscalationCheck;
import kube.controlplane.apiserver.access.authorization.rbac.Rbac;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestContext;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.Clock;

/// The first gate of every request: who asks, in whose name, and may they?
///
/// Owned by the loop.
public final class Access {

  private final Tokens tokens;
  private final ServiceAccountTokens accountTokens;
  private final Authentication authentication;
  private final Impersonation impersonation;
  private final Authorizer authorizer;
  private final Rbac rbac;
  private final Optional<EscalationCheck> escalation;

  public Access(Clock clock, Registry registry, AccessSettings settings) {
    this.accountTokens = new ServiceAccountTokens(clock, registry, settings.signingKey());
    this.tokens = Tokens.of(settings.tokens(), clock, registry, accountTokens);
    this.authentication = new Authentication(tokens);
    this.rbac = new Rbac(registry);
    this.authorizer = settings.checksRoles()
        ? Authorizer.anyOf(List.of(Authorizer.MASTERS, new NodeAuthorizer(registry), rbac))
        : Authorizer.EVERYTHING;
    this.impersonation = new Impersonation(authorizer);
    this.escalation = settings.checksRoles()
        ? Optional.of(new EscalationCheck(rbac, authorizer))
        : Optional.empty();
  }

  /// The context that goes on with the request, or why it goes no further.
  public ApiResult<RequestContext> admit(Request request, Optional<RequestInfo> info) {
    return authentication.authenticate(request, info.map(RequestInfo::verb).orElse(""))
        .then(user -> impersonation.apply(request, user))
        .then(user -> authorize(user, Action.of(request, info)));
  }

  private ApiResult<RequestContext> authorize(UserInfo user, Action action) {
    Decision decision = authorizer.authorize(user, action);
    if (!decision.allows()) {
      return new Refused<>(action.forbidden(user.name(), decision.reason()));
    }
    RequestContext context = new RequestContext(user);
    context.annotate("authorization.k8s.io/decision", "allow");
    context.annotate("authorization.k8s.io/reason", decision.reason());
    return new Ok<>(context);
  }

  /// What others need to verify our tokens by themselves; empty when something else is asked for.
  public Optional<Response.Answer> publicKeys(Request request) {
    return switch (request.path()) {
      case "/.well-known/openid-configuration" ->
        Optional.of(Response.Answer.json(200, accountTokens.discovery()));
      case "/openid/v1/jwks" -> Optional.of(new Response.Answer(200, "application/jwk-set+json",
          Json.bytes(accountTokens.keySet()), new TreeMap<>()));
      default -> Optional.empty();
    };
  }

  public Authorizer authorizer() {
    return authorizer;
  }

  public Rbac rbac() {
    return rbac;
  }

  public Tokens tokens() {
    return tokens;
  }

  public ServiceAccountTokens accountTokens() {
    return accountTokens;
  }

  /// Watches over who grants what; empty when everybody may do everything anyway.
  public Optional<EscalationCheck> escalation() {
    return escalation;
  }
}
