package kube.controlplane.scheduler.slot;

import kube.foundation.machine.Part;

/// What of a scheduler somebody else may do: its choice of nodes, its choice of those who must leave,
/// and its queue.
public record SchedulerParts(Part<Picker> picker, Part<Preemptor> preemptor,
    Part<SchedulingLoop> loop) {

  /// Nothing of it.
  public static SchedulerParts none() {
    return new SchedulerParts(Part.none(), Part.none(), Part.none());
  }
}
