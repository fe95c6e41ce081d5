package kube.controlplane.controllermanager.bootstrap;

import java.time.Duration;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Deletes bootstrap tokens at the moment at which they expire.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [tokencleaner.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/bootstrap/tokencleaner.go)
public final class TokenCleaner {

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<AnyObject> secrets;
  private final ControllerLoop loop;

  public TokenCleaner(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.secrets = informers.of(CoreKinds.SECRET);
    secrets.onChange(change -> change.after()
        .flatMap(BootstrapToken::of)
        .ifPresent(token -> loop.look(token.secret().key())));
  }

  private Result reconcile(Key key) {
    return secrets.get(key).flatMap(BootstrapToken::of).map(this::judge).orElse(Result.done());
  }

  private Result judge(BootstrapToken token) {
    if (!token.isOver(actor.now())) {
      return token.expiration()
          .map(moment -> Result.after(Duration.between(actor.now(), moment)))
          .orElse(Result.done());
    }
    return client.delete(CoreKinds.SECRET, token.secret().metadata())
        .refusal()
        .filter(refusal -> !refusal.isNotFound() && !refusal.isConflict())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
