package kube.controlplane.scheduler.slot;

import java.time.Instant;
import java.util.List;

import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Keeps the queue of Pods and the plan of who sits where: the slot `scheduler.queue`.
///
/// It is told of every change, and has a tick after news and once a second while Pods wait. Its plan
/// counts what it has booked itself as taken, long before the cluster shows it: only so two Pods do
/// not get one seat. It may be restarted at any moment, begins with empty fields, and is told
/// everything anew.
///
/// Bookings are returned, and not made through a client: the scheduler writes each as a *binding*,
/// checks it against its own plan, and says later how it went. Gates, gangs, volumes, preemption and
/// the events for people stay ours.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
public interface SchedulingLoop {

  /// This Pod takes a seat on that node.
  record Booking(String podUid, String node) {}

  /// A Pod appeared, or looks different: it waits, or sits where its `nodeName` says.
  ///
  /// Pods of other schedulers come by as well, for their seats count.
  void podAdded(PodView pod);

  /// It is gone, or has finished: its seat is free.
  void podGone(PodView pod);

  /// A node appeared, or looks different.
  void nodeChanged(NodeView node);

  void nodeGone(String node);

  /// How a booking ended, at once or much later.
  ///
  /// @param ok false when the API refused the binding: the seat is free and the Pod waits again
  void bound(String podUid, boolean ok);

  /// Says who is to be bound now. A Pod that fits nowhere is tried again 1 s, 2 s, 4 s … 10 s later,
  /// and keeps nobody else waiting.
  ///
  /// @param picker chooses for a Pod that waits; who sits on a node is what it is told
  /// @param ties for the picker
  List<Booking> tick(Instant now, Picker picker, Dice ties);
}
