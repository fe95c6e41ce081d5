package kube;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.foundation.api.Usage;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.stream.ByteSink;
import kube.network.Host;
import kube.network.Packet;
import kube.network.PodAddresses;
import kube.network.PodNetwork;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.RuntimeMemory;
import kube.node.containerruntime.RuntimeSwitch;
import kube.node.containerruntime.SimulatedRuntime;
import kube.node.containerruntime.Words;
import kube.node.containerruntime.os.ProcessRuntime;
import kube.node.containerruntime.process.Files;
import kube.node.kubelet.Kubelet;
import kube.node.kubelet.KubeletMemory;
import kube.node.kubelet.KubeletParts;
import kube.node.kubelet.KubeletServer;
import kube.node.kubelet.Machine;
import kube.node.kubelet.volume.MachineStorage;
import kube.node.kubeproxy.Kernel;
import kube.node.kubeproxy.KubeProxy;
import org.jspecify.annotations.Nullable;

/// A machine and the programs on it. The runtime lives as long as the machine has power; the
/// kubelet can also be unplugged alone, and then the containers go on without it.
final class ClusterNode {

  /// The programs of every node that can be unplugged.
  static final List<String> PROGRAMS = List.of("kubelet", "kubeproxy");

  /// What the programs of a machine knew at a moment.
  record Memory(RuntimeMemory runtime, KubeletMemory kubelet) {}

  private final EventLoop loop;
  private final Slots slots;
  private final Machine machine;
  private final PodNetwork network;
  private final Roster roster;
  private final MachineStorage storage;
  private final Component kubelet;
  private final Component kubeProxy;
  private final Kernel kernel;
  private @Nullable Kubelet program;
  private @Nullable Actor runtimeActor;
  private @Nullable SimulatedRuntime runtime;
  private @Nullable ProcessRuntime processes;
  private @Nullable Consumer<Runnable> liveLoop;
  private @Nullable Memory past;
  private Optional<KubeletMemory> pastOfKubelet = Optional.empty();

  /// @param shared the disk in the network that all machines reach
  ClusterNode(EventLoop loop, Faults faults, Machine machine, PodNetwork network, Files shared,
      Function<Actor, ApiClient> clients, Slots slots, Roster roster) {
    this.loop = loop;
    this.slots = slots;
    this.machine = machine;
    this.network = network;
    this.roster = roster;
    this.storage = new MachineStorage(Files.empty(loop.now(), Machine.DISK_BYTES), shared);
    this.kernel = new Kernel(loop, loop.randomness("kernel " + machine.name()),
        reason -> loop.log().append("kubeproxy/" + machine.name(), "failed", "slot node.proxy", 0,
            reason));
    network.machine(machine.name(), machine.address(), kernel, programs());
    network.links().darken(machine.name());
    this.kubelet = new Component(loop, "kubelet/" + machine.name(),
        actor -> startKubelet(
            new Kubelet(actor, clients.apply(actor), faults, poweredRuntime(), machine,
                storage, parts(slots, actor), goesOn())));
    this.kubeProxy = new Component(loop, "kubeproxy/" + machine.name(),
        actor -> new KubeProxy(actor, clients.apply(actor), faults, kernel,
            slots.in(Slot.SERVICE_PROXY, actor), machine.name(),
            machine.address()).start());
  }

  /// Only the first kubelet of a fork goes on where another stood.
  private Optional<KubeletMemory> goesOn() {
    Optional<KubeletMemory> memory = pastOfKubelet;
    pastOfKubelet = Optional.empty();
    return memory;
  }

  private static KubeletParts parts(Slots slots, Actor kubelet) {
    return new KubeletParts(slots.in(Slot.POD_SYNC, kubelet),
        () -> slots.in(Slot.PROBE_JUDGE, kubelet), () -> slots.in(Slot.RESTART_BACKOFF, kubelet),
        slots.in(Slot.ATOMIC_FOLDER, kubelet));
  }

  /// What listens on the machine itself: the Pods that share its network.
  private Host programs() {
    return new Host() {
      @Override
      public Optional<ByteSink> accept(Packet packet, ByteSink back) {
        return runtime == null ? Optional.empty() : runtime.machinePrograms().accept(packet, back);
      }

      @Override
      public boolean receive(Packet packet, byte[] payload, Consumer<byte[]> answer) {
        return runtime != null && runtime.machinePrograms().receive(packet, payload, answer);
      }
    };
  }

  private void startKubelet(Kubelet newProgram) {
    program = newProgram;
    newProgram.start();
  }

  /// What answers on the kubelet's port; empty when nothing does.
  Optional<KubeletServer> server() {
    return Optional.ofNullable(program).flatMap(Kubelet::server);
  }

  /// What the containers of the Pod say that they use, by their names.
  SortedMap<String, Usage> usage(String podUid) {
    return program == null ? new TreeMap<>() : program.usage(podUid);
  }

  /// The program that acts under this name before the slash, such as `kubelet`.
  Component program(String name) {
    return switch (name) {
      case "kubelet" -> kubelet;
      case "kubeproxy" -> kubeProxy;
      default -> throw new IllegalArgumentException("no program \"" + name + "\" on a node");
    };
  }

  /// From the next start on, Pods may run as real processes of this machine.
  void useRealProcesses(Consumer<Runnable> loopOfThisCluster) {
    liveLoop = loopOfThisCluster;
  }

  /// The machine's own disk, which outlives every program.
  Files disk() {
    return storage.disk();
  }

  /// What its programs held at a moment; empty when nothing of it is known any more.
  Optional<Memory> memoryAt(Instant moment) {
    if (!isOn() || runtime == null) return Optional.empty();
    return Optional.of(new Memory(runtime.memoryAt(moment),
        program == null ? KubeletMemory.NOTHING : program.memoryAt(moment)));
  }

  /// What the containers of a Pod have written here since the machine was last switched on.
  List<Words> wordsOf(String podUid) {
    return runtime == null ? List.of() : runtime.wordsOf(podUid);
  }

  /// From their next start on, its programs go on where others have been.
  void inherit(Memory memory) {
    past = memory;
  }

  boolean isOn() {
    return runtimeActor != null && runtimeActor.isRunning();
  }

  void powerOn() {
    if (isOn()) return;
    network.links().light(machine.name());
    runtimeActor = loop.actor("runtime/" + machine.name());
    PodAddresses addresses = new PodAddresses(machine.podCidr(),
        slots.in(Slot.IPAM, runtimeActor));
    runtime = new SimulatedRuntime(runtimeActor, addresses, network, machine.address(),
        storage.disk(), slots.in(Slot.CRI_RUNTIME, runtimeActor));
    if (past != null) {
      runtime.inherit(past.runtime());
      pastOfKubelet = Optional.of(past.kubelet());
    }
    past = null;
    Consumer<Runnable> live = liveLoop;
    processes = live == null
        ? null
        : new ProcessRuntime(runtimeActor, addresses, network, storage.disk(), live);
    kernel.reset();
    if (roster.has("kubelet")) kubelet.plugIn();
    if (roster.has("kubeproxy")) kubeProxy.plugIn();
  }

  void powerOff() {
    network.links().darken(machine.name());
    kubelet.unplug();
    kubeProxy.unplug();
    if (processes != null) processes.close();
    if (runtimeActor != null) runtimeActor.stop();
  }

  /// Somebody presses the button: the kubelet may end its Pods before the power goes.
  void shutDown(Runnable ready) {
    Kubelet running = program;
    if (running == null || !kubelet.isRunning()) ready.run();
    else
      running.shutDown(ready);
  }

  private ContainerRuntime poweredRuntime() {
    if (runtime == null || !isOn()) {
      throw new IllegalArgumentException(machine.name() + " has no power");
    }
    return processes == null
        ? runtime
        : new RuntimeSwitch(runtime, Map.of(ProcessRuntime.HANDLER, processes));
  }
}
