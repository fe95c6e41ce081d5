package kube.node.kubelet;

import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.client.ApiClient;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.SandboxConfig;
import kube.node.kubelet.wish.PodWish;

/// Asks the runtime for the rooms of Pods: the one that their RuntimeClass names.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/
record Rooms(ApiClient client, ContainerRuntime runtime) {

  Room make(PodWish pod) {
    String wanted = pod.settings().runtimeClass();
    Optional<String> handler = wanted.isEmpty() ? Optional.of("") : handler(wanted);
    if (handler.isEmpty()) {
      return new Room.Refused("RuntimeClass.node.k8s.io \"" + wanted + "\" not found");
    }
    String hostname = pod.settings().hostname();
    return runtime.runPodSandbox(new SandboxConfig(pod.uid(), pod.metadata().namespace(),
        pod.metadata().name(), hostname.isEmpty() ? pod.metadata().name() : hostname,
        pod.settings().subdomain(), pod.settings().hostNetwork(), handler.get()));
  }

  private Optional<String> handler(String runtimeClass) {
    return switch (client.get(ClusterKinds.RUNTIME_CLASS, new Key("", runtimeClass))) {
      case ApiResult.Ok<AnyObject>(AnyObject found) ->
        Optional.of(Json.text(found.resource().tree(), "handler"));
      case ApiResult.Refused<AnyObject> _ -> Optional.empty();
    };
  }
}
