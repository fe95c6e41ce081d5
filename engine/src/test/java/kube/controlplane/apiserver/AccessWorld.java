package kube.controlplane.apiserver;

import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.World.Reply;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.authorization.rbac.BootstrapPolicy;
import kube.foundation.api.Caller;
import kube.foundation.api.Json;
import kube.foundation.api.Request;

/// An API server with roles in force, and people who ask it.
final class AccessWorld {

  static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";

  final World admin;

  AccessWorld() {
    this(AccessSettings.guarded(7));
  }

  AccessWorld(AccessSettings settings) {
    admin = new World(settings);
    admin.create("/api/v1/namespaces", "{'metadata':{'name':'kube-system'}}");
    admin.create("/api/v1/namespaces", "{'metadata':{'name':'kube-public'}}");
    BootstrapPolicy.objects().forEach(object -> {
      String namespace = Json.text(object, "metadata.namespace");
      String plural = Json.text(object, "kind").toLowerCase(Locale.ROOT) + "s";
      admin.create(RBAC + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural,
          object.toString());
    });
  }

  /// Somebody with a client certificate.
  Person person(String name, String... groups) {
    return new Person(new Caller.Certified(name, List.of(groups), "00"), "");
  }

  /// Somebody with a bearer token.
  Person bearer(String token) {
    return new Person(Caller.STRANGER, token);
  }

  /// Somebody who shows nothing.
  Person stranger() {
    return new Person(Caller.STRANGER, "");
  }

  /// Gives the rules (`verbs` on `resources` of the core group) to the user in `default`.
  void allow(String user, String verbs, String resources) {
    String name = user + "-" + verbs.replace("'", "").replace(",", "-");
    admin.create(RBAC + "/namespaces/default/roles", "{'metadata':{'name':'" + name
        + "'},'rules':[{'apiGroups':[''],'resources':[" + resources + "],'verbs':[" + verbs
        + "]}]}");
    admin.create(RBAC + "/namespaces/default/rolebindings", "{'metadata':{'name':'" + name
        + "'},'roleRef':{'apiGroup':'rbac.authorization.k8s.io','kind':'Role','name':'" + name
        + "'},'subjects':[{'apiGroup':'rbac.authorization.k8s.io','kind':'User','name':'" + user
        + "'}]}");
  }

  /// One who asks over TLS.
  final class Person {

    private final Caller caller;
    private final String token;

    private Person(Caller caller, String token) {
      this.caller = caller;
      this.token = token;
    }

    Reply get(String path) {
      return send(World.request("GET", path));
    }

    Reply create(String path, String json) {
      return send(World.request("POST", path).withBody("application/json", World.bytes(json)));
    }

    Reply send(Request request) {
      Request sent = request.from(caller);
      return admin.send(token.isEmpty()
          ? sent
          : sent.withHeader("Authorization", "Bearer " + token));
    }

    Reply whoAmI() {
      return create("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");
    }

    boolean can(String verb, String resource, String namespace) {
      Reply reply = create("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
          "{'spec':{'resourceAttributes':{'verb':'" + verb + "','resource':'" + resource
              + "','namespace':'" + namespace + "'}}}");
      return Json.flag(reply.body(), "status.allowed");
    }
  }
}
