package kube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.network.PodNetwork;
import kube.node.containerruntime.Words;
import kube.node.containerruntime.process.Files;
import kube.node.kubelet.Machine;

/// The machines of a cluster by name, and the disk in the network that all of them reach.
///
/// Owned by the loop.
final class Machines {

  private final SortedMap<String, ClusterNode> byName = new TreeMap<>();
  private final Files shared;

  Machines(EventLoop loop, Faults faults, PodNetwork network, Function<Actor, ApiClient> clients,
      Slots slots, Cluster.Plan plan) {
    this.shared = Files.empty(plan.startsAt(), Long.MAX_VALUE);
    for (int number = 1; number <= plan.nodes(); number++) {
      Machine machine = Machine.numbered(number);
      byName.put(machine.name(), new ClusterNode(loop, faults, machine, network, shared, clients,
          slots, plan.roster()));
    }
  }

  SortedMap<String, ClusterNode> byName() {
    return Collections.unmodifiableSortedMap(byName);
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  ClusterNode named(String name) {
    ClusterNode node = byName.get(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "no node \"" + name + "\"; there are " + String.join(", ", byName.keySet()));
    }
    return node;
  }

  /// The programs of all machines that can be unplugged, such as `kubelet/node-a`.
  List<String> programs() {
    List<String> programs = new ArrayList<>();
    for (String program : ClusterNode.PROGRAMS) {
      byName.keySet().forEach(node -> programs.add(program + "/" + node));
    }
    return programs;
  }

  /// The program with this name; empty when no machine runs such a one.
  Optional<Component> program(String component) {
    String[] name = component.split("/");
    return name.length == 2 && ClusterNode.PROGRAMS.contains(name[0])
        ? Optional.of(named(name[1]).program(name[0]))
        : Optional.empty();
  }

  List<Words> wordsOf(String podUid) {
    return byName.values().stream().flatMap(node -> node.wordsOf(podUid).stream()).toList();
  }

  List<Runnable> powerOn() {
    return byName.values().stream().<Runnable>map(node -> node::powerOn).toList();
  }

  void useRealProcesses(Consumer<Runnable> loop) {
    byName.values().forEach(node -> node.useRealProcesses(loop));
  }

  /// From their start on, these go on where the machines of another cluster stood.
  void inherit(Machines others, Instant moment) {
    shared.inherit(others.shared, moment);
    byName.forEach((name, node) -> others.named(name).memoryAt(moment).ifPresent(node::inherit));
  }
}
