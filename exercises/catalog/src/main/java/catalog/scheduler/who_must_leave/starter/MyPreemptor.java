package learner;

import java.util.List;
import java.util.Optional;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.view.PodView;

/// Decides who leaves for a Pod that found no node.
public class MyPreemptor implements Preemptor {

  @Override
  public Optional<Plan> plan(PodView incoming, List<Seats> nodes, List<DisruptionBudget> budgets) {
    // Would it fit without the less important ones? And without how many of them?
    return Optional.empty();
  }
}
