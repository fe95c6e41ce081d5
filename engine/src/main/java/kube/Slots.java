package kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import kube.controlplane.apiserver.streams.ComponentHealth;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

/// Which part sits in which slot, and what happens when somebody else's part fails: ours takes its
/// place, the rest of the cluster never notices, and the culprit is named.
///
/// Owned by the loop.
final class Slots {

  /// @param component the component whose heart the part is
  /// @param toOurs puts our own part there
  private record Slot(String component, Function<Parts, Object> part,
      UnaryOperator<Parts> toOurs) {}

  private static final Parts OURS = Parts.ours();

  private static final List<Slot> ALL = List.of(
      new Slot("scheduler", Parts::scheduler, parts -> parts.withScheduler(OURS.scheduler())),
      new Slot("kcm.replicaset", Parts::replicaSetController,
          parts -> parts.withReplicaSetController(OURS.replicaSetController())),
      new Slot("kcm.deployment", Parts::deploymentController,
          parts -> parts.withDeploymentController(OURS.deploymentController())),
      wired("dns", NetworkParts::dns, parts -> parts.withDns(OURS.network().dns())),
      wired("ingress", NetworkParts::edgeRouter,
          parts -> parts.withEdgeRouter(OURS.network().edgeRouter())),
      caretaker("kcm.garbage", HousekeepingParts::garbageCollector,
          parts -> parts.withGarbageCollector(OURS.housekeeping().garbageCollector())),
      caretaker("kcm.namespace", HousekeepingParts::namespaceController,
          parts -> parts.withNamespaceController(OURS.housekeeping().namespaceController())),
      caretaker("kcm.nodelifecycle", HousekeepingParts::nodeLifecycle,
          parts -> parts.withNodeLifecycle(OURS.housekeeping().nodeLifecycle())),
      caretaker("kcm.serviceaccount", HousekeepingParts::serviceAccountController,
          parts -> parts.withServiceAccountController(
              OURS.housekeeping().serviceAccountController())));

  private final Cluster cluster;
  private final SortedMap<String, String> culprits = new TreeMap<>();
  private Parts parts;

  Slots(Cluster cluster, Parts parts) {
    this.cluster = cluster;
    this.parts = parts;
  }

  private static Slot caretaker(String component, Function<HousekeepingParts, Object> part,
      UnaryOperator<HousekeepingParts> toOurs) {
    return new Slot(component, parts -> part.apply(parts.housekeeping()),
        parts -> parts.withHousekeeping(toOurs.apply(parts.housekeeping())));
  }

  private static Slot wired(String component, Function<NetworkParts, Object> part,
      UnaryOperator<NetworkParts> toOurs) {
    return new Slot(component, parts -> part.apply(parts.network()),
        parts -> parts.withNetwork(toOurs.apply(parts.network())));
  }

  Parts parts() {
    return parts;
  }

  /// Whether somebody else's part sits in the slot of this component.
  boolean isForeign(String component) {
    return ALL.stream().filter(slot -> slot.component.equals(component))
        .anyMatch(slot -> isForeign(slot, parts));
  }

  private static boolean isForeign(Slot slot, Parts parts) {
    return !slot.part.apply(parts).equals(slot.part.apply(OURS));
  }

  /// Puts other parts in and restarts the components that have got another one.
  void use(Parts newParts) {
    Parts before = parts;
    parts = newParts;
    for (Slot slot : ALL) {
      if (slot.part.apply(before).equals(slot.part.apply(newParts))) continue;
      culprits.remove(slot.component);
      cluster.log().append("machine", "replace", slot.component, 0, "another part takes the slot");
      restart(slot.component);
    }
    boolean sameProxy = before.network().serviceProxy().equals(newParts.network().serviceProxy());
    if (sameProxy) return;
    cluster.components().stream().filter(component -> component.startsWith("kubeproxy/"))
        .forEach(this::restart);
  }

  private void restart(String component) {
    cluster.find(component).unplug();
    cluster.find(component).plugIn();
  }

  /// Somebody else's part threw, hung, lied or flooded.
  void failed(Actor actor, PartFailure failure) {
    Optional<Slot> found = ALL.stream()
        .filter(slot -> slot.component.equals(actor.name()) && isForeign(slot, parts))
        .findFirst();
    if (found.isEmpty()) return;
    parts = found.get().toOurs.apply(parts);
    culprits.put(actor.name(), failure.reason());
    cluster.log().append("machine", "fall-back", actor.name(), 0,
        "our own part takes the slot of one that failed: " + failure.reason());
    restart(actor.name());
  }

  /// How the parts of the control plane are, those that failed named.
  List<ComponentHealth> health() {
    List<ComponentHealth> health = new ArrayList<>();
    List<String> stopped = cluster.components().stream()
        .filter(component -> component.startsWith("kcm.") && !cluster.isPluggedIn(component))
        .toList();
    health.add(stopped.isEmpty()
        ? ComponentHealth.healthy("controller-manager")
        : ComponentHealth.unhealthy("controller-manager",
            "these controllers do not run: " + String.join(", ", stopped)));
    health.add(ComponentHealth.healthy("etcd-0"));
    culprits.forEach((component, reason) -> health.add(ComponentHealth.unhealthy(component,
        "the part in this slot failed, and ours has taken its place: " + reason)));
    health.add(cluster.isPluggedIn("scheduler")
        ? ComponentHealth.healthy("scheduler")
        : ComponentHealth.unhealthy("scheduler", "Get \"https://127.0.0.1:10259/healthz\": dial tcp"
            + " 127.0.0.1:10259: connect: connection refused"));
    return List.copyOf(health);
  }
}
