package kube;

import java.util.Optional;
import java.util.function.Function;

import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.network.DataPlane;
import kube.network.Host;
import kube.network.PodAddresses;
import kube.network.PodNetwork;
import kube.node.containerruntime.SimulatedRuntime;
import kube.node.kubelet.Kubelet;
import kube.node.kubelet.KubeletServer;
import kube.node.kubelet.Machine;
import org.jspecify.annotations.Nullable;

/// A machine and the two programs on it. The runtime lives as long as the machine has power; the
/// kubelet can also be unplugged alone, and then the containers go on without it.
final class ClusterNode {

  private final EventLoop loop;
  private final Machine machine;
  private final PodNetwork network;
  private final Component kubelet;
  private @Nullable Kubelet program;
  private @Nullable Actor runtimeActor;
  private @Nullable SimulatedRuntime runtime;

  ClusterNode(EventLoop loop, Faults faults, Machine machine, PodNetwork network,
      Function<Actor, ApiClient> clients) {
    this.loop = loop;
    this.machine = machine;
    this.network = network;
    network.machine(machine.name(), machine.address(), DataPlane.empty(), Host.deaf());
    network.links().darken(machine.name());
    this.kubelet = new Component(loop, "kubelet/" + machine.name(),
        actor -> startKubelet(
            new Kubelet(actor, clients.apply(actor), faults, poweredRuntime(), machine)));
  }

  private void startKubelet(Kubelet newProgram) {
    program = newProgram;
    newProgram.start();
  }

  /// What answers on the kubelet's port; empty when nothing does.
  Optional<KubeletServer> server() {
    return Optional.ofNullable(program).flatMap(Kubelet::server);
  }

  Component kubelet() {
    return kubelet;
  }

  boolean isOn() {
    return runtimeActor != null && runtimeActor.isRunning();
  }

  void powerOn() {
    if (isOn()) return;
    network.links().light(machine.name());
    runtimeActor = loop.actor("runtime/" + machine.name());
    runtime = new SimulatedRuntime(runtimeActor, new PodAddresses(machine.podCidr()),
        network);
    kubelet.plugIn();
  }

  void powerOff() {
    network.links().darken(machine.name());
    kubelet.unplug();
    if (runtimeActor != null) runtimeActor.stop();
  }

  private SimulatedRuntime poweredRuntime() {
    if (runtime == null || !isOn()) {
      throw new IllegalArgumentException(machine.name() + " has no power");
    }
    return runtime;
  }
}
