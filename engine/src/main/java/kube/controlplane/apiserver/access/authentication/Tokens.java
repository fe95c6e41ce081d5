package kube.controlplane.apiserver.access.authentication;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.access.authentication.TokenAuthenticator.Verdict;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.machine.Clock;

/// Every kind of bearer token, asked in Kubernetes' order until one recognises its own.
public final class Tokens {

  private final StaticTokens written;
  private final List<TokenAuthenticator> kinds;

  private Tokens(StaticTokens written, List<TokenAuthenticator> kinds) {
    this.written = written;
    this.kinds = kinds;
  }

  /// Static tokens, those of service accounts, and those by which machines join.
  public static Tokens of(StaticTokens written, Clock clock, Registry registry,
      ServiceAccountTokens accounts) {
    return new Tokens(written, List.of(accounts, new BootstrapTokens(clock, registry)));
  }

  /// What the token proves; empty when nobody knows it.
  ///
  /// @param audiences for whom; empty for the API server itself
  public Optional<Verdict> judge(String token, List<String> audiences) {
    return written.user(token)
        .<Verdict>map(user -> new Verdict.Believed(user, List.of()))
        .or(() -> kinds.stream().flatMap(kind -> kind.authenticate(token, audiences).stream())
            .findFirst());
  }
}
