package learner;

import java.time.Instant;
import java.util.List;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Keeps the queue of Pods, and the plan of who sits where.
public class MySchedulingLoop implements SchedulingLoop {

  @Override
  public void podAdded(PodView pod) {
    // It waits, or it sits somewhere.
  }

  @Override
  public void podGone(PodView pod) {
    // Its seat is free.
  }

  @Override
  public void nodeChanged(NodeView node) {
    // It is new, or looks different.
  }

  @Override
  public void nodeGone(String node) {
    // Nobody can sit there.
  }

  @Override
  public void bound(String podUid, boolean ok) {
    // What if the answer is no?
  }

  @Override
  public List<Booking> tick(Instant now, Picker picker, Dice ties) {
    // Whose turn is it? And what does the picker have to know?
    return List.of();
  }
}
