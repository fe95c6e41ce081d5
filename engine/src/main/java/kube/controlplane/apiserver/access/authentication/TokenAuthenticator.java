package kube.controlplane.apiserver.access.authentication;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.request.UserInfo;

/// One kind of bearer token.
public interface TokenAuthenticator {

  /// Whose token it is; empty when it is none of this kind.
  ///
  /// @param audiences for whom the bearer claims to speak; empty means the API server itself
  Optional<Verdict> authenticate(String token, List<String> audiences);

  /// What a token proves, or why it proves nothing.
  sealed interface Verdict {

    /// @param audiences those of the audiences asked for that the token is meant for
    record Believed(UserInfo user, List<String> audiences)
        implements
          Verdict {
      public Believed { audiences = List.copyOf(audiences); }
    }

    /// Recognised, and refused all the same.
    record Doubted(String reason) implements Verdict {}
  }
}
