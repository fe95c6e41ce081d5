package kube.node.kubelet;

import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.AnyObject;
import kube.foundation.api.Interner;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.client.ApiClient;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.SandboxConfig;
import kube.node.kubelet.container.PodDns;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.wish.NamesWish;
import kube.node.kubelet.wish.PodWish;

/// Asks the runtime for the rooms of Pods: the one that their RuntimeClass names.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/
record Rooms(ApiClient client, ContainerRuntime runtime, Interner interner) {

  Room make(PodWish pod, PodEvents events) {
    String wanted = pod.settings().runtimeClass();
    Optional<String> handler = wanted.isEmpty() ? Optional.of("") : handler(wanted);
    if (handler.isEmpty()) {
      return new Room.Refused("RuntimeClass.node.k8s.io \"" + wanted + "\" not found");
    }
    PodDns dns = PodDns.of(pod);
    dns.note().ifPresent(note -> events.warning("DNSConfigForming", note));
    NamesWish names = pod.settings().names();
    return runtime.runPodSandbox(new SandboxConfig(pod.uid(), pod.metadata().namespace(),
        pod.metadata().name(),
        names.hostname().isEmpty() ? pod.metadata().name() : names.hostname(),
        names.subdomain(), pod.settings().hostNetwork(), handler.get(),
        interner.one(dns.names())));
  }

  private Optional<String> handler(String runtimeClass) {
    return switch (client.get(ClusterKinds.RUNTIME_CLASS, new Key("", runtimeClass))) {
      case ApiResult.Ok<AnyObject>(AnyObject found) ->
        Optional.of(Json.text(found.resource().tree(), "handler"));
      case ApiResult.Refused<AnyObject> _ -> Optional.empty();
    };
  }
}
