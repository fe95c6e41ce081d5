package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What the rules of one part of a Pod must know of the rest of it.
///
/// @param spec the whole wish
/// @param podName the Pod's name; empty in a template
/// @param volumes the sound volumes by name, which mounts may name
/// @param claims the names under `resourceClaims`
/// @param errors where every fault goes
record PodScope(JsonNode spec, String podName, Map<String, JsonNode> volumes, Set<String> claims,
    FieldErrors errors) {

  static PodScope of(JsonNode spec, String podName, FieldErrors errors) {
    Set<String> claims = new HashSet<>();
    spec.path("resourceClaims").forEach(claim -> claims.add(Json.text(claim, "name")));
    claims.remove("");
    return new PodScope(spec, podName, new LinkedHashMap<>(), claims, errors);
  }

  boolean isTemplate() {
    return podName.isEmpty();
  }

  String restartPolicy() {
    return Json.text(spec, "restartPolicy");
  }

  boolean usesHostUsers() {
    return Json.at(spec, "hostUsers").asBoolean(true);
  }

  OptionalLong gracePeriodSeconds() {
    JsonNode seconds = spec.path("terminationGracePeriodSeconds");
    return seconds.isNumber() ? OptionalLong.of(seconds.asLong(0)) : OptionalLong.empty();
  }
}
