package kube.controlplane.controllermanager.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ObjectNode;

/// A token's Secret goes with its account; one that stays also holds the authority's certificate.
///
/// The API server has signed the token when the Secret was created, see its admission.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [tokens_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/serviceaccount/tokens_controller.go)
public final class TokenSecrets {

  private static final String CERTIFICATE = "ca.crt";

  private final ApiClient client;
  private final String certificate;
  private final SharedInformer<AnyObject> secrets;
  private final SharedInformer<AnyObject> accounts;
  private final ControllerLoop loop;

  /// @param certificate of the authority, as PEM
  public TokenSecrets(Actor actor, ApiClient client, Informers informers, String certificate) {
    this.client = client;
    this.certificate = certificate;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.secrets = informers.of(CoreKinds.SECRET);
    this.accounts = informers.of(CoreKinds.SERVICE_ACCOUNT);
    secrets.onChange(change -> change.after()
        .filter(TokenSecret::isOne)
        .ifPresent(secret -> loop.look(secret.key())));
    accounts.onChange(change -> {
      boolean isOtherLife = change.before().isPresent() && change.after().isPresent()
          && !change.before().get().metadata().uid().equals(
              change.after().get().metadata().uid());
      if (change.isDeletion() || isOtherLife) lookAtThoseOf(change.object().key());
    });
  }

  private void lookAtThoseOf(Key account) {
    secrets.list(account.namespace()).stream()
        .filter(TokenSecret::isOne)
        .filter(secret -> new TokenSecret(secret).account().equals(account))
        .forEach(secret -> loop.look(secret.key()));
  }

  private Result reconcile(Key key) {
    if (!accounts.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    Optional<TokenSecret> found = secrets.get(key).filter(TokenSecret::isOne)
        .map(TokenSecret::new);
    if (found.isEmpty()) return Result.done();
    if (!hasItsAccount(found.get())) {
      return outcome(client.delete(CoreKinds.SECRET, found.get().secret().metadata()).refusal());
    }
    return found.get().has(CERTIFICATE) ? Result.done() : outcome(addCertificate(key));
  }

  /// Asks the API server itself before it says no: a copy may be late, and a deletion is for good.
  private boolean hasItsAccount(TokenSecret secret) {
    return accounts.get(secret.account()).filter(secret::isOf).isPresent()
        || client.get(CoreKinds.SERVICE_ACCOUNT, secret.account()).toOptional()
            .filter(secret::isOf).isPresent();
  }

  private Optional<Status> addCertificate(Key key) {
    ObjectNode patch = Json.object();
    patch.putObject("data").put(CERTIFICATE, Base64.getEncoder()
        .encodeToString(certificate.getBytes(StandardCharsets.UTF_8)));
    return client.patch(CoreKinds.SECRET, key, patch).refusal();
  }

  private static Result outcome(Optional<Status> refusal) {
    return refusal.filter(status -> !status.isNotFound())
        .map(status -> Result.retry(status.message()))
        .orElse(Result.done());
  }
}
