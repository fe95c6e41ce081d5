package learner;

import java.util.List;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Chooses a node for a Pod.
public class MyPicker implements Picker {

  @Override
  public Pick pick(PodView pod, List<Seats> nodes, Dice ties) {
    // Which nodes can take it? Which of those is the best?
    return new Nowhere(new TreeMap<>());
  }
}
