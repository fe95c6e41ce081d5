package kube;

import java.util.List;

import kube.controlplane.apiserver.access.authorization.rbac.BootstrapPolicy;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.node.ObjectNode;

/// What a cluster has before anybody asks for anything: its namespaces and, where roles are checked,
/// the roles of its components.
record FirstObjects(ApiClient client) {

  private static final List<String> NAMESPACES = List.of("default", "kube-node-lease",
      "kube-public", "kube-system");

  void create(boolean withRoles) {
    NAMESPACES.forEach(this::createNamespace);
    if (withRoles) BootstrapPolicy.objects().forEach(this::createRole);
  }

  private void createNamespace(String name) {
    ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
    namespace.putObject("metadata").put("name", name);
    client.create(Kinds.NAMESPACE, "", namespace);
  }

  private void createRole(ObjectNode object) {
    Kind<?> kind = Kinds.of(Json.text(object, "apiVersion"), Json.text(object, "kind"))
        .orElseThrow();
    client.create(kind, Json.text(object, "metadata.namespace"), object);
  }
}
