package kube.controlplane.apiserver.access.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.access.authentication.TokenAuthenticator.Verdict;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Caller;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// Says who asks, or refuses with 401.
///
/// A certificate goes before a token, and a token before what the connection is trusted for. Who
/// shows nothing over TLS is anonymous; who shows something that nobody believes is refused.
///
/// **Leaves out** OpenID Connect and webhooks, which ask somebody outside of the cluster.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#authentication-strategies
public final class Authentication {

  private static final Status UNAUTHORIZED = new Status(401, "Unauthorized", "Unauthorized", "",
      "", "", List.of());
  private static final String BEARER = "bearer ";

  private final ComponentIdentities components = new ComponentIdentities();
  private final Tokens tokens;

  public Authentication(Tokens tokens) {
    this.tokens = tokens;
  }

  /// @param verb what is asked for; empty when it is not about a resource
  public ApiResult<UserInfo> authenticate(Request request, String verb) {
    if (request.caller() instanceof Caller.Certified(var name, var groups, var fingerprint)) {
      TreeMap<String, List<String>> extra = new TreeMap<>();
      extra.put("authentication.kubernetes.io/credential-id", List.of("X509SHA256=" + fingerprint));
      return new Ok<>(known(new UserInfo(name, "", groups, extra)));
    }
    if (request.caller() instanceof Caller.Proxy) {
      Optional<UserInfo> named = FrontProxyHeaders.user(request);
      if (named.isPresent()) return new Ok<>(known(named.get()));
    }
    Optional<String> token = bearerToken(request);
    if (token.isPresent()) return bearer(token.get());
    return switch (request.caller()) {
      case Caller.Trusted _ -> new Ok<>(components.of(request.user(), verb));
      case Caller.Impostor _ -> new Refused<>(UNAUTHORIZED);
      case Caller.Stranger _,Caller.Proxy _,Caller.Certified _ -> new Ok<>(UserInfo.ANONYMOUS);
    };
  }

  private ApiResult<UserInfo> bearer(String token) {
    return tokens.judge(token, List.of())
        .filter(Verdict.Believed.class::isInstance)
        .map(Verdict.Believed.class::cast)
        .<ApiResult<UserInfo>>map(believed -> new Ok<>(known(believed.user())))
        .orElseGet(() -> new Refused<>(UNAUTHORIZED));
  }

  private static Optional<String> bearerToken(Request request) {
    String header = request.header("authorization").strip();
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /// Whoever has proven who they are belongs to one more group.
  public static UserInfo known(UserInfo user) {
    if (user.isIn(UserInfo.AUTHENTICATED) || user.isIn(UserInfo.UNAUTHENTICATED)) return user;
    List<String> groups = new ArrayList<>(user.groups());
    groups.add(UserInfo.AUTHENTICATED);
    return new UserInfo(user.name(), user.uid(), groups, user.extra());
  }
}
