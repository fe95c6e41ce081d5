package kube;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import kube.controlplane.apiserver.Extensions;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.controlplane.apiserver.streams.ComponentHealth;
import kube.foundation.machine.Actor;
import kube.foundation.client.informer.MetadataInformer;
import kube.foundation.client.queue.WorkQueue;
import kube.foundation.machine.Confinement;
import kube.foundation.machine.Library;
import kube.foundation.machine.Part;
import kube.foundation.machine.PartFailure;
import kube.foundation.machine.Randomness;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import org.jspecify.annotations.Nullable;

/// Which part stands in which slot, and what happens when somebody else's part fails: ours takes its
/// place, the rest of the cluster never notices, and the culprit is named.
///
/// Owned by the loop.
final class Slots {

  private final Cluster cluster;
  private final SortedMap<String, String> culprits = new TreeMap<>();
  private Parts parts;
  private @Nullable Memory memory;
  private BiConsumer<Slot<?>, String> onFallBack = (slot, reason) -> {};

  Slots(Cluster cluster, Parts parts) {
    this.cluster = cluster;
    this.parts = parts;
    Library library = cluster.loop().library();
    library.offer(KubeconfigResolver.class, actor -> in(Slot.KUBECONFIG, actor));
    library.offer(MetadataInformer.class, actor -> in(Slot.INFORMER, actor));
    library.offer(WorkQueue.class, actor -> in(Slot.WORK_QUEUE, actor));
  }

  Parts parts() {
    return parts;
  }

  /// The part of a slot, for a component that starts.
  ///
  /// @param chance what our own part may draw from
  <T> Part<T> in(Slot<T> slot, Randomness chance) {
    return new SlottedPart<>(this, slot, chance);
  }

  /// The part of a slot, for a component that starts.
  <T> Part<T> in(Slot<T> slot, Actor actor) {
    return in(slot, actor.randomness());
  }

  /// The parts of the API server.
  ///
  /// @param apis what it serves besides what is on by default
  Extensions aroundTheDoor(Actor actor, WebhookTransport webhooks, Set<String> apis) {
    return new Extensions(in(Slot.ADMISSION, actor), in(Slot.SELECTORS, actor),
        in(Slot.AUTHORIZER, actor), in(Slot.TOKENS, actor),
        in(Slot.PATCHER, actor), in(Slot.REGISTRY, actor), webhooks, apis);
  }

  Confinement confinement() {
    return cluster.loop().confinement();
  }

  /// Whether this component is built around somebody else's part.
  boolean isForeign(String component) {
    return Slot.all().stream()
        .anyMatch(slot -> slot.restarts(component) && parts.isForeign(slot));
  }

  /// Puts other parts in, and restarts the components that are built around one of them.
  void use(Parts newParts) {
    Parts before = parts;
    parts = newParts;
    List<Slot<?>> swapped = Slot.all().stream()
        .filter(slot -> !before.isSame(slot, newParts))
        .filter(slot -> !Memory.holds(slot) || before.isForeign(slot) || newParts.isForeign(slot))
        .toList();
    for (Slot<?> slot : swapped) {
      culprits.remove(slot.id());
      cluster.log().append("machine", "replace", slot.id(), 0, "another part takes the slot");
    }
    swapped.forEach(this::takeOver);
    restart(swapped);
  }

  /// The memory begins with ours; now somebody else's takes over what there is.
  void fill(Memory newMemory) {
    memory = newMemory;
    newMemory.switched().members()
        .countedBy(in(Slot.QUORUM, cluster.loop().randomness("quorum")));
    Slot.all().stream().filter(parts::isForeign).forEach(this::takeOver);
  }

  private void takeOver(Slot<?> slot) {
    if (memory != null) memory.takeOver(slot, this);
  }

  private void restart(List<Slot<?>> swapped) {
    for (String component : cluster.components()) {
      boolean isConcerned = swapped.stream().anyMatch(slot -> slot.restarts(component));
      if (!isConcerned || !cluster.isPluggedIn(component)) continue;
      cluster.find(component).unplug();
      cluster.find(component).plugIn();
    }
  }

  /// Somebody else's part in this slot threw, hung, lied or flooded.
  void failed(Slot<?> slot, PartFailure failure) {
    if (!parts.isForeign(slot)) return;
    parts = parts.without(slot);
    culprits.put(slot.id(), failure.reason());
    cluster.log().append("machine", "fall-back", slot.id(), 0,
        "our own part takes the slot of one that failed: " + failure.reason());
    if (slot.restarts()) {
      cluster.loop().actor("machine").post(() -> restart(List.of(slot)));
    }
    onFallBack.accept(slot, failure.reason());
  }

  /// A component failed; if it is built around somebody else's part, it is that part's doing.
  void failed(Actor actor, PartFailure failure) {
    List<Slot<?>> around = Slot.all().stream()
        .filter(slot -> slot.restarts(actor.name()) && parts.isForeign(slot)).toList();
    around.stream().findFirst().ifPresent(slot -> failed(slot, failure));
  }

  /// Why the parts failed that ours had to stand in for, by slot.
  SortedMap<String, String> culprits() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(culprits));
  }

  /// Calls `listener` with the slot and the reason whenever a part fails.
  void onFallBack(BiConsumer<Slot<?>, String> listener) {
    onFallBack = listener;
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
    culprits.forEach((slot, reason) -> health.add(ComponentHealth.unhealthy(slot,
        "the part in this slot failed, and ours has taken its place: " + reason)));
    health.add(cluster.isPluggedIn("scheduler")
        ? ComponentHealth.healthy("scheduler")
        : ComponentHealth.unhealthy("scheduler", "Get \"https://127.0.0.1:10259/healthz\": dial tcp"
            + " 127.0.0.1:10259: connect: connection refused"));
    return List.copyOf(health);
  }
}
