package kube.controlplane.apiserver.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import kube.controlplane.apiserver.access.audit.AuditEntry;
import kube.controlplane.apiserver.access.audit.AuditLog;
import kube.controlplane.apiserver.access.authentication.Authentication;
import kube.controlplane.apiserver.access.authentication.ServiceAccountTokens;
import kube.controlplane.apiserver.access.authentication.TokenService;
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
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
import kube.foundation.machine.Randomness;

/// The first gate of every request: who asks, in whose name, and may they?
///
/// Owned by the loop.
public final class Access {

  private final Actor actor;
  private final AuditLog audit;
  private final Randomness auditIds;
  private final Tokens tokens;
  private final ServiceAccountTokens accountTokens;
  private final Authentication authentication;
  private final Impersonation impersonation;
  private final Authorizer authorizer;
  private final Rbac rbac;
  private final Optional<EscalationCheck> escalation;

  /// @param service whoever stands in the slot `apiserver.tokens`
  /// @param roles a learner's reading of roles and bindings
  public Access(Actor actor, Registry registry, AccessSettings settings,
      Part<TokenService> service,
      Part<kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer> roles) {
    this.actor = actor;
    this.audit = settings.audit();
    this.auditIds = actor.randomness().branch("audit");
    this.accountTokens = new ServiceAccountTokens(actor, registry, settings.signingKey(),
        service);
    this.tokens = Tokens.of(settings.tokens(), actor, registry, accountTokens);
    this.authentication = new Authentication(tokens);
    this.rbac = new Rbac(registry, roles);
    this.authorizer = settings.checksRoles()
        ? Authorizer.anyOf(List.of(Authorizer.MASTERS, new NodeAuthorizer(registry), rbac))
        : Authorizer.EVERYTHING;
    this.impersonation = new Impersonation(authorizer);
    this.escalation = settings.checksRoles()
        ? Optional.of(new EscalationCheck(rbac, authorizer))
        : Optional.empty();
  }

  /// Asks who is there, in whose name and whether they may; then lets `next` answer, and notes what
  /// came of it.
  public ApiResult<Response> guard(Request request, Optional<RequestInfo> info,
      Function<RequestContext, ApiResult<Response>> next) {
    Action action = Action.of(request, info);
    ApiResult<UserInfo> user = authentication.authenticate(request, action.verb());
    Optional<AuditEntry> entry = audit.begin(actor, auditIds, request,
        user.toOptional().orElse(UserInfo.ANONYMOUS), action);
    ApiResult<RequestContext> context = user
        .then(asking -> impersonation.apply(request, asking))
        .then(acting -> {
          entry.ifPresent(noted -> noted.actsAs(acting));
          return authorize(acting, action);
        });
    ApiResult<Response> result = context.then(next);
    entry.ifPresent(noted -> noted.answered(result, notes(context, action, user)));
    return result;
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

  /// What the gates have written; of a request that did not reach them, why it did not.
  private Map<String, String> notes(ApiResult<RequestContext> context, Action action,
      ApiResult<UserInfo> user) {
    if (context instanceof Ok<RequestContext>(RequestContext reached)) {
      return reached.annotations();
    }
    if (!user.isOk()) return Map.of();
    return Map.of("authorization.k8s.io/decision", "forbid", "authorization.k8s.io/reason",
        authorizer.authorize(user.orThrow(), action).reason());
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
