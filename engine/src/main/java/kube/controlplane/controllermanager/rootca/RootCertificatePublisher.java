package kube.controlplane.controllermanager.rootca;

import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Namespace;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;

import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ObjectNode;

/// Keeps the ConfigMap `kube-root-ca.crt` in every namespace: by it a Pod knows the real API server
/// from an impostor.
///
/// Whoever changes or deletes it finds it restored.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [publisher.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/certificates/rootcacertpublisher/publisher.go)
public final class RootCertificatePublisher {

  private static final String NAME = "kube-root-ca.crt";
  private static final String FILE = "ca.crt";
  private static final String DESCRIPTION = "kubernetes.io/description";
  private static final String WHAT_IT_IS = "Contains a CA bundle that can be used to verify the"
      + " kube-apiserver when using internal endpoints such as the internal service IP or"
      + " kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes"
      + " clusters.";

  private final ApiClient client;
  private final String certificate;
  private final SharedInformer<Namespace> namespaces;
  private final SharedInformer<AnyObject> maps;
  private final ControllerLoop loop;

  /// @param certificate of the authority, as PEM
  public RootCertificatePublisher(Actor actor, ApiClient client, Informers informers,
      String certificate) {
    this.client = client;
    this.certificate = certificate;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.namespaces = informers.of(Kinds.NAMESPACE);
    this.maps = informers.of(CoreKinds.CONFIG_MAP);
    namespaces.onChange(change -> loop.look(change.object().key()));
    maps.onChange(change -> {
      boolean isOurs = change.object().metadata().name().equals(NAME);
      if (isOurs) loop.look(new Key("", change.object().metadata().namespace()));
    });
  }

  private Result reconcile(Key key) {
    if (!maps.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    boolean isAlive = namespaces.get(key)
        .filter(namespace -> !namespace.metadata().isBeingDeleted())
        .isPresent();
    if (!isAlive) return Result.done();
    Optional<AnyObject> found = maps.get(new Key(key.name(), NAME));
    if (found.isEmpty()) return outcome(create(key.name()));
    return isIntact(found.get()) ? Result.done() : outcome(restore(found.get().key()));
  }

  private boolean isIntact(AnyObject map) {
    var data = map.resource().tree().path("data");
    return data.size() == 1 && data.path(FILE).asString("").equals(certificate)
        && map.metadata().annotations().containsKey(DESCRIPTION);
  }

  private Optional<Status> create(String namespace) {
    ObjectNode map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", NAME).put("namespace", namespace)
        .putObject("annotations").put(DESCRIPTION, WHAT_IT_IS);
    map.putObject("data").put(FILE, certificate);
    return client.create(CoreKinds.CONFIG_MAP, namespace, map).refusal();
  }

  private Optional<Status> restore(Key key) {
    return client.edit(CoreKinds.CONFIG_MAP, key, "", map -> {
      map.withObject("metadata").withObject("annotations").put(DESCRIPTION, WHAT_IT_IS);
      map.putObject("data").put(FILE, certificate);
    }).refusal();
  }

  private static Result outcome(Optional<Status> refusal) {
    return refusal
        .filter(status -> !status.isNotFound())
        .filter(status -> !status.reason().equals("AlreadyExists"))
        .filter(status -> status.causes().stream()
            .noneMatch(cause -> cause.reason().equals("NamespaceTerminating")))
        .map(status -> Result.retry(status.message()))
        .orElse(Result.done());
  }
}
