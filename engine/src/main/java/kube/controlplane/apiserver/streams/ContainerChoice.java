package kube.controlplane.apiserver.streams;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;

/// Which container of a Pod a request means.
///
/// **In Kubernetes:**
/// [strategy.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/strategy.go)
final class ContainerChoice {

  private ContainerChoice() {}

  /// The container of this name, or the only one when no name is given.
  static ApiResult<String> of(Resource pod, String name) {
    List<String> containers = names(pod, "containers");
    if (!name.isEmpty()) {
      List<String> all = new ArrayList<>(containers);
      all.addAll(names(pod, "initContainers"));
      all.addAll(names(pod, "ephemeralContainers"));
      return all.contains(name)
          ? new Ok<>(name)
          : refuse("container " + name + " is not valid for pod " + pod.name());
    }
    if (containers.size() == 1) return new Ok<>(containers.getFirst());
    String message = "a container name must be specified for pod " + pod.name();
    if (containers.isEmpty()) return refuse(message);
    List<String> first = names(pod, "initContainers");
    return refuse(message + ", choose one of: [" + String.join(" ", containers) + "]"
        + (first.isEmpty()
            ? ""
            : " or one of the init containers: [" + String.join(" ", first) + "]"));
  }

  private static List<String> names(Resource pod, String list) {
    return Json.list(pod.tree(), "spec." + list, container -> Json.text(container, "name"));
  }

  private static ApiResult<String> refuse(String message) {
    return new Refused<>(Status.badRequest(message));
  }
}
