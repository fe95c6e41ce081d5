package kube.controlplane.apiserver.bootstrap;

import kube.controlplane.apiserver.access.pki.FrontProxy;
import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// The ConfigMap `kube-system/extension-apiserver-authentication`: from it the servers behind this
/// one learn whose word to take for who asks.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/#extension-apiserver-authenticates-the-request
final class Authorities {

  private Authorities() {}

  static ObjectNode of(FrontProxy proxy) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("name", "extension-apiserver-authentication")
        .put("namespace", "kube-system");
    object.putObject("data").put("client-ca-file", proxy.clientsPem())
        .put("requestheader-allowed-names", "[\"" + FrontProxy.NAME + "\"]")
        .put("requestheader-client-ca-file", proxy.authorityPem())
        .put("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]")
        .put("requestheader-group-headers", "[\"X-Remote-Group\"]")
        .put("requestheader-uid-headers", "[\"X-Remote-Uid\"]")
        .put("requestheader-username-headers", "[\"X-Remote-User\"]");
    return object;
  }
}
