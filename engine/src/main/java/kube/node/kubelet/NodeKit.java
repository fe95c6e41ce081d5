package kube.node.kubelet;

import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.kubelet.config.KubeletConfig;
import kube.node.kubelet.container.ConfigCache;
import kube.node.kubelet.volume.DisksInUse;
import kube.node.kubelet.volume.MachineStorage;

/// What every part of one kubelet works with.
record NodeKit(Actor actor, ApiClient client, ContainerRuntime runtime, EventRecorder recorder,
    Machine machine, MachineStorage storage, DisksInUse disks, ConfigCache config,
    KubeletConfig settings, KubeletParts parts) {

  /// The name that container ids begin with.
  String runtimeName() {
    return runtime.version().replaceFirst(":.*", "");
  }

  Rooms rooms() {
    return new Rooms(client, runtime);
  }
}
