package learner;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSync;

/// Says what to do next for a Pod.
public class MyPodWorker implements PodSync {

  @Override
  public PodPlan sync(PodPlan.Wish wished, PodSeen seen, Instant now) {
    // Is the Pod to end? Has it a room? Whose turn is it?
    return new PodPlan(List.of(), Optional.empty());
  }

  @Override
  public String phase(PodPlan.Wish wished, PodSeen seen) {
    return "Pending";
  }
}
