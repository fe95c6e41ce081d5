package kube.controlplane.apiserver.access;

import java.util.Optional;

import kube.controlplane.apiserver.access.audit.AuditLog;
import kube.controlplane.apiserver.access.authentication.SigningKey;
import kube.controlplane.apiserver.access.authentication.StaticTokens;
import kube.controlplane.apiserver.access.pki.FrontProxy;

/// How strict the door is, and the keys it needs: what the flags and files of a real API server
/// say.
///
/// @param checksRoles whether roles and bindings decide (RBAC and the node authorizer); otherwise
///   everybody may do everything
/// @param signingKey signs the tokens of service accounts
/// @param tokens written down beforehand
/// @param audit notes what is asked, and what came of it
/// @param frontProxy how this server proves to those behind it that it may name others
public record AccessSettings(boolean checksRoles, SigningKey signingKey, StaticTokens tokens,
    AuditLog audit, Optional<FrontProxy> frontProxy) {

  /// Everybody may do everything, as in the quick start.
  public static AccessSettings open(long seed) {
    return new AccessSettings(false, SigningKey.seeded(seed), StaticTokens.NONE,
        AuditLog.none(), Optional.empty());
  }

  /// Roles and bindings decide, as in every real cluster; still in virtual time.
  public static AccessSettings guarded(long seed) {
    return new AccessSettings(true, SigningKey.seeded(seed), StaticTokens.NONE,
        AuditLog.none(), Optional.empty());
  }

  public AccessSettings withTokens(StaticTokens known) {
    return new AccessSettings(checksRoles, signingKey, known, audit, frontProxy);
  }

  /// With a key that nobody can guess, for a cluster that others can reach.
  public AccessSettings withKey(SigningKey key) {
    return new AccessSettings(checksRoles, key, tokens, audit, frontProxy);
  }

  public AccessSettings withAudit(AuditLog log) {
    return new AccessSettings(checksRoles, signingKey, tokens, log, frontProxy);
  }

  /// With an authority whose clients may speak for others.
  public AccessSettings withFrontProxy(FrontProxy proxy) {
    return new AccessSettings(checksRoles, signingKey, tokens, audit, Optional.of(proxy));
  }
}
