package kube.node.kubelet;

import java.time.Instant;
import java.util.Optional;

import kube.foundation.machine.Part;
import kube.node.kubelet.plan.PodPhase;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSync;

/// Asks whoever stands in the slot `kubelet.sync`, and does not take an answer that can only harm.
record PodHead(Part<PodSync> slot) {

  PodPlan plan(PodPlan.Wish wish, PodSeen seen, Instant now) {
    PodPlan plan = slot.ask(part -> part.sync(wish, seen, now));
    Optional<String> lie = slot.isForeign() ? plan.lieIn(seen) : Optional.empty();
    if (lie.isEmpty()) return plan;
    slot.lied(lie.get());
    return slot.ask(part -> part.sync(wish, seen, now));
  }

  String phase(PodPlan.Wish wish, PodSeen seen) {
    String phase = slot.ask(part -> part.phase(wish, seen));
    if (!slot.isForeign() || PodPhase.ALL.contains(phase)) return phase;
    slot.lied("it called the phase of a Pod \"" + phase + "\"");
    return slot.ask(part -> part.phase(wish, seen));
  }
}
