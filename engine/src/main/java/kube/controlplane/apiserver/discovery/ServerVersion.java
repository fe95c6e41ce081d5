package kube.controlplane.apiserver.discovery;

import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// The version of Kubernetes that this server behaves like.
public final class ServerVersion {

  public static final String TEXT = "v1.37.0";

  private ServerVersion() {}

  static ObjectNode toJson() {
    return Json.object().put("major", "1").put("minor", "37").put("gitVersion", TEXT)
        .put("gitCommit", "").put("gitTreeState", "clean")
        .put("buildDate", "2026-08-26T00:00:00Z").put("goVersion", "go1.26")
        .put("compiler", "java").put("platform", "jvm");
  }
}
