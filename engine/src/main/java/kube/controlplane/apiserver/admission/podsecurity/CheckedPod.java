package kube.controlplane.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// A Pod's wish, as checks look at it: all its containers, whatever list they stand in.
record CheckedPod(JsonNode spec, List<JsonNode> containers) {

  static CheckedPod of(JsonNode spec) {
    List<JsonNode> all = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      spec.path(list).forEach(all::add);
    }
    return new CheckedPod(spec, all);
  }

  /// The names of the containers that do what they should not.
  List<String> containers(Predicate<JsonNode> isBad) {
    return containers.stream().filter(isBad).map(container -> Json.text(container, "name"))
        .toList();
  }

  JsonNode securityContext() {
    return spec.path("securityContext");
  }

  boolean runsOnWindows() {
    return Json.text(spec, "os.name").equals("windows");
  }

  /// `pod`, `container "a"`, or both joined: who sets something.
  static List<String> setters(boolean pod, List<String> containers) {
    List<String> setters = new ArrayList<>();
    if (pod) setters.add("pod");
    if (!containers.isEmpty()) setters.add(Violation.named("container", containers));
    return setters;
  }
}
