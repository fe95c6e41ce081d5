package kube.controlplane.controllermanager.token;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ObjectNode;

/// Takes tokens that clusters once made by themselves out of use when nobody has used them for a
/// year, and deletes them when nobody has missed them for another.
///
/// It looks once a day, and only at Secrets that an account names in `secrets`: one that somebody
/// made by hand is his to delete. A Secret that a Pod mounts stays.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-cleaner
public final class LegacyTokenCleaner {

  private static final Kind<AnyObject> POD = Kinds.POD.readAs(AnyObject::of);
  private static final Duration PERIOD = Duration.ofHours(24);
  private static final Duration UNUSED = Duration.ofDays(365);
  private static final String LAST_USED = "kubernetes.io/legacy-token-last-used";
  private static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<AnyObject> secrets;
  private final SharedInformer<AnyObject> accounts;

  public LegacyTokenCleaner(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.secrets = informers.of(CoreKinds.SECRET);
    this.accounts = informers.of(CoreKinds.SERVICE_ACCOUNT);
    actor.after(PERIOD, this::clean);
  }

  private void clean() {
    Set<Key> made = new HashSet<>();
    for (AnyObject account : accounts.list("")) {
      Json.list(account.resource().tree(), "secrets", one -> Json.text(one, "name"))
          .forEach(name -> made.add(new Key(account.metadata().namespace(), name)));
    }
    secrets.list("").stream()
        .filter(TokenSecret::isOne)
        .filter(secret -> made.contains(secret.key()))
        .filter(secret -> isOver(lastUse(secret)))
        .filter(secret -> !isMounted(secret.key()))
        .forEach(this::takeOutOfUse);
    actor.after(PERIOD, this::clean);
  }

  private void takeOutOfUse(AnyObject secret) {
    Optional<Instant> since = date(secret, INVALID_SINCE);
    if (since.isEmpty()) {
      ObjectNode patch = Json.object();
      patch.putObject("metadata").put("resourceVersion", secret.metadata().resourceVersion())
          .putObject("labels")
          .put(INVALID_SINCE, LocalDate.ofInstant(actor.now(), ZoneOffset.UTC).toString());
      client.patch(CoreKinds.SECRET, secret.key(), patch);
    } else if (isOver(since)) {
      client.delete(CoreKinds.SECRET, secret.metadata());
    }
  }

  private static Optional<Instant> lastUse(AnyObject secret) {
    return date(secret, LAST_USED).or(() -> secret.metadata().creationTimestamp());
  }

  private boolean isOver(Optional<Instant> moment) {
    return moment.filter(day -> day.plus(UNUSED).isBefore(actor.now())).isPresent();
  }

  /// What is no date counts as none.
  private static Optional<Instant> date(AnyObject secret, String label) {
    try {
      return Optional.ofNullable(secret.metadata().labels().get(label))
          .map(text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private boolean isMounted(Key secret) {
    return client.list(POD, secret.namespace()).toOptional().stream()
        .flatMap(List::stream)
        .flatMap(pod -> Json.at(pod.resource().tree(), "spec.volumes").valueStream())
        .anyMatch(volume -> Json.text(volume, "secret.secretName").equals(secret.name()));
  }
}
