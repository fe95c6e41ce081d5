package kube.controlplane.controllermanager.garbage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.garbage.GarbageCollector.Answer;
import kube.controlplane.controllermanager.garbage.GarbageCollector.Judgement;
import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// Runs a [GarbageCollector], ours or a learner's, against the cluster: watches every kind, asks the
/// API server for it, and carries out what it decides.
///
/// Owned by the loop.
public final class GarbageLoop implements GarbageCollector.Living {

  private final Actor actor;
  private final ApiClient client;
  private final Informers informers;
  private final Part<GarbageCollector> collector;
  private final Cleaning cleaning;
  private final WatchedKinds kinds;
  private final ControllerLoop loop;

  public GarbageLoop(Actor actor, ApiClient client, Informers informers,
      Part<GarbageCollector> collector) {
    this.actor = actor;
    this.client = client;
    this.informers = informers;
    this.collector = collector;
    this.loop = new ControllerLoop(actor, key -> judge(key.name()));
    this.kinds = new WatchedKinds(client, informers, this::watch);
    this.cleaning = new Cleaning(actor, client, kinds);
    kinds.start();
  }

  private <T extends KubernetesObject> void watch(Kind<T> kind) {
    informers.of(kind).onChange(change -> changed(kind, change));
  }

  private <T extends KubernetesObject> void changed(Kind<T> kind, Change<T> change) {
    Optional<Metadata> before = change.before().map(KubernetesObject::metadata);
    Optional<Metadata> after = change.after().map(KubernetesObject::metadata);
    boolean isOtherLife = before.isPresent() && after.isPresent()
        && !before.get().uid().equals(after.get().uid());
    if (after.isEmpty() || isOtherLife) {
      before
          .ifPresent(old -> lookAt(collector.ask(part -> part.gone(Member.of(kind, old).name()))));
    }
    after.filter(now -> isOtherLife || isNews(before, now))
        .ifPresent(now -> lookAt(collector.ask(part -> part.seen(Member.of(kind, now)))));
  }

  /// Heartbeats and status reports change nothing in the family.
  private static boolean isNews(Optional<Metadata> before, Metadata now) {
    return before.isEmpty() || now.isBeingDeleted()
        || !before.get().ownerReferences().equals(now.ownerReferences())
        || !before.get().finalizers().equals(now.finalizers());
  }

  private void lookAt(Collection<String> uids) {
    uids.forEach(uid -> loop.look(new Key("", uid)));
  }

  private Result judge(String uid) {
    Judgement judgement = collector.ask(part -> part.judge(uid, this));
    lookAt(judgement.lookAt());
    for (Action action : judgement.actions()) {
      Optional<Status> refusal = cleaning.carryOut(action);
      if (refusal.isPresent()) return Result.retry(refusal.get().message());
    }
    return judgement.retry().isEmpty() ? Result.done() : Result.retry(judgement.retry());
  }

  @Override
  public Answer ask(ObjectName object) {
    Optional<Kind<AnyObject>> kind = kinds.find(object.apiVersion(), object.kind());
    if (kind.isEmpty()) {
      return new Answer.Unknown("no matches for kind \"" + object.kind() + "\" in version \""
          + object.apiVersion() + "\"");
    }
    boolean isNowhere = kind.get().namespaced() && object.key().namespace().isEmpty();
    if (isNowhere) return new Answer.Impossible();
    Key key = kind.get().namespaced() ? object.key() : new Key("", object.key().name());
    return switch (client.get(kind.get(), key)) {
      case ApiResult.Ok<AnyObject>(AnyObject found) ->
        new Answer.Found(Member.of(kind.get(), found.metadata()));
      case ApiResult.Refused<AnyObject>(Status refusal) -> refusal.isNotFound()
          ? new Answer.Absent()
          : new Answer.Unknown(refusal.message());
    };
  }

  /// The kinds that are watched now, for those who look behind the curtain.
  public List<String> watched() {
    return kinds.names();
  }

  @Override
  public String toString() {
    return "GarbageLoop of " + actor.name();
  }
}
