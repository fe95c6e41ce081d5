package kube.controlplane.apiserver.access.authentication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Issues the tokens of workloads and says whom to believe: the slot `apiserver.tokens`.
///
/// A token is good as long as its signature, its time and its audience are, *and* the account and
/// the object it is bound to still live, with the same uid. Identity is not permission: what the
/// bearer may do is decided elsewhere.
public interface TokenService {

  /// An object that a token dies with.
  ///
  /// @param kind `pod`, `secret` or `node`
  record Bond(String kind, String name, String uid) {}

  /// What a token says beside whose it is.
  ///
  /// @param id the token's own name, unique in the cluster
  /// @param accountUid the uid of the account: another one of its name is another account
  /// @param warnAfter from when on its use is noted; for tokens that outlive their term
  record TokenSpec(String id, String accountUid, List<String> audiences, Instant issuedAt,
      Instant expires, Optional<Instant> warnAfter, List<Bond> bonds) {

    public TokenSpec {
      audiences = List.copyOf(audiences);
      bonds = List.copyOf(bonds);
    }
  }

  /// What comes of a review.
  sealed interface Review {

    record Believed(String namespace, String account, TokenSpec spec) implements Review {}

    /// @param reason for the log of the API server, not for the bearer
    record Doubted(String reason) implements Review {}
  }

  /// The world in which a token is shown.
  interface World {

    Instant now();

    /// Whether the object is there, with this uid, and not long deleted.
    ///
    /// @param kind `serviceaccount`, `pod`, `secret` or `node`; a node has no namespace
    boolean lives(String kind, String namespace, String name, String uid);
  }

  /// Signs a token: header, claims and signature in Base64, joined by dots.
  String issue(String namespace, String account, TokenSpec spec);

  /// @param audiences for whom the bearer shows it: one of them has to be the token's
  Review review(String token, List<String> audiences, World world);
}
