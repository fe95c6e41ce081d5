package kube.foundation.api;

import tools.jackson.databind.JsonNode;

/// One program of a Pod, as the kubelet sees it.
///
/// @param state `waiting`, `running` or `terminated`
/// @param reason why, such as `ContainerCreating` or `CrashLoopBackOff`
public record ContainerStatus(String name, boolean ready, int restartCount, String state,
    String reason) {

  static ContainerStatus of(JsonNode tree) {
    JsonNode state = tree.path("state");
    String name = state.isEmpty() ? "waiting" : state.propertyNames().iterator().next();
    return new ContainerStatus(Json.text(tree, "name"), Json.flag(tree, "ready"),
        Json.number(tree, "restartCount", 0), name, Json.text(state, name + ".reason"));
  }
}
