package kube.node.kubelet.plan;

import java.time.Instant;

/// Our own worker's head: [PodPlan] and [PodPhase].
public final class PlannedSync implements PodSync {

  @Override
  public PodPlan sync(PodPlan.Wish wished, PodSeen seen, Instant now) {
    return PodPlan.decide(wished, seen, now);
  }

  @Override
  public String phase(PodPlan.Wish wished, PodSeen seen) {
    return PodPhase.of(wished.restartPolicy(), seen);
  }
}
