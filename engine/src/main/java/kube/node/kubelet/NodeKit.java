package kube.node.kubelet;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kube.foundation.api.Interner;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.kubelet.config.KubeletConfig;
import kube.node.kubelet.container.ConfigCache;
import kube.node.kubelet.volume.DisksInUse;
import kube.node.kubelet.volume.MachineStorage;
import kube.node.kubelet.wish.PodWish;

/// What every part of one kubelet works with.
///
/// @param activePods those that hold a part of the machine now
/// @param before what the kubelet knew that this one is a copy of; empty for one that was started anew
/// @param interner keeps what the Pods of this machine say alike
record NodeKit(Actor actor, ApiClient client, ContainerRuntime runtime, EventRecorder recorder,
    Machine machine, MachineStorage storage, DisksInUse disks, ConfigCache config,
    KubeletConfig settings, KubeletParts parts, Supplier<List<PodWish>> activePods,
    Optional<KubeletMemory> before, Interner interner) {

  /// The name that container ids begin with.
  String runtimeName() {
    return runtime.version().replaceFirst(":.*", "");
  }

  Rooms rooms() {
    return new Rooms(client, runtime, interner);
  }
}
