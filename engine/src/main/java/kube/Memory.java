package kube;

import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.log.DurableStore;
import kube.foundation.machine.EventLoop;

/// The memory of a cluster, put together from the parts in the slots `etcd.store` and `etcd.watch`.
///
/// Owned by the loop.
///
/// @param store the plug between etcd and its store
record Memory(SwitchedStore store, Etcd etcd) {

  static Memory of(EventLoop loop, Parts parts) {
    RevisionStore kept = parts.maker(Slot.STORE).orElseThrow().make(loop.randomness("store"));
    WatchHub hub = parts.maker(Slot.WATCH_HUB).orElseThrow().make(loop.randomness("hub"));
    SwitchedStore store = new SwitchedStore(kept);
    if (!(kept instanceof DurableStore durable)) return new Memory(store, new Etcd(store, hub));
    Etcd restored = new Etcd(store, hub, durable);
    restored.restoreLeases(durable.leases(), durable.leaseOf(), loop.now());
    return new Memory(store, restored);
  }
}
