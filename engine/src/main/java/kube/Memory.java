package kube;

import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.Members;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.log.DurableStore;
import kube.controlplane.etcd.mirror.MirroredHub;
import kube.controlplane.etcd.mirror.MirroredStore;
import kube.foundation.machine.EventLoop;

/// The memory of a cluster: our store and our hub, and in front of them what stands in the slots
/// `etcd.store` and `etcd.watch`.
///
/// The history is the cluster's own, so ours is there from its beginning to its end. Somebody else's
/// store takes over what ours knows, at any moment, and gives it back by going.
///
/// Owned by the loop.
///
/// @param switched the plug between etcd and its store
record Memory(EventLoop loop, MirroredStore store, MirroredHub hub, SwitchedStore switched,
    Etcd etcd) {

  static Memory of(EventLoop loop, Parts parts, int members) {
    Parts own = parts.isForeign(Slot.STORE) ? parts.without(Slot.STORE) : parts;
    RevisionStore kept = own.maker(Slot.STORE).orElseThrow().make(loop.randomness("store"));
    MirroredStore store = new MirroredStore(kept);
    MirroredHub hub = new MirroredHub(loop::confinement);
    SwitchedStore switched = new SwitchedStore(store, new Members(members));
    if (!(kept instanceof DurableStore durable)) {
      return new Memory(loop, store, hub, switched, new Etcd(switched, hub));
    }
    Etcd restored = new Etcd(switched, hub, durable);
    restored.restoreLeases(durable.leases(), durable.leaseOf(), loop.now());
    return new Memory(loop, store, hub, switched, restored);
  }

  /// Whether this slot is one of the memory's.
  static boolean holds(Slot<?> slot) {
    return slot.equals(Slot.STORE) || slot.equals(Slot.WATCH_HUB);
  }

  /// Lets what stands in the slot now take over.
  void takeOver(Slot<?> slot, Slots slots) {
    if (slot.equals(Slot.STORE)) {
      store.putInFront(slots.in(Slot.STORE, loop.randomness("store")));
    } else if (slot.equals(Slot.WATCH_HUB)) {
      hub.putInFront(slots.in(Slot.WATCH_HUB, loop.randomness("hub")));
    }
  }
}
