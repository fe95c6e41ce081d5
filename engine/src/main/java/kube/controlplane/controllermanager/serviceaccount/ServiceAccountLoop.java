package kube.controlplane.controllermanager.serviceaccount;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Namespace;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;

import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

import tools.jackson.databind.node.ObjectNode;

/// Runs a [ServiceAccountController], ours or a learner's, against the cluster.
///
/// Owned by the loop.
public final class ServiceAccountLoop implements ServiceAccountController.Accounts {

  private final ApiClient client;
  private final Part<ServiceAccountController> controller;
  private final SharedInformer<Namespace> namespaces;
  private final SharedInformer<AnyObject> accounts;
  private final ControllerLoop loop;

  public ServiceAccountLoop(Actor actor, ApiClient client, Informers informers,
      Part<ServiceAccountController> controller) {
    this.client = client;
    this.controller = controller;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.namespaces = informers.of(Kinds.NAMESPACE);
    this.accounts = informers.of(CoreKinds.SERVICE_ACCOUNT);
    namespaces.onChange(change -> loop.look(change.object().key()));
    accounts.onChange(change -> {
      if (change.isDeletion()) loop.look(new Key("", change.object().metadata().namespace()));
    });
  }

  private Result reconcile(Key key) {
    if (!accounts.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    return namespaces.get(key)
        .map(namespace -> controller.ask(part -> part.reconcile(namespace, this)))
        .orElse(Result.done());
  }

  @Override
  public boolean has(String namespace, String account) {
    return accounts.get(new Key(namespace, account)).isPresent();
  }

  @Override
  public ApiResult<String> create(String namespace, String account) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ServiceAccount");
    object.putObject("metadata").put("name", account).put("namespace", namespace);
    return client.create(CoreKinds.SERVICE_ACCOUNT, namespace, object)
        .map(made -> made.metadata().name());
  }
}
