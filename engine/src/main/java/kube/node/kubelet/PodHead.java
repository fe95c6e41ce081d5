package kube.node.kubelet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.machine.Part;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.PodPhase;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.plan.Step;

/// Asks whoever stands in the slot `kubelet.sync`, and does not take an answer that can only harm.
record PodHead(Part<PodSync> slot) {

  PodPlan plan(PodPlan.Wish wish, PodSeen seen, Instant now) {
    PodPlan plan = slot.ask(part -> part.sync(wish, seen, now));
    Optional<String> lie = slot.isForeign() ? lie(plan, seen) : Optional.empty();
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

  /// What in a plan can only harm the Pod: it would start a program twice, or call a Pod gone whose
  /// programs still run. Empty when there is no such thing.
  private static Optional<String> lie(PodPlan plan, PodSeen seen) {
    List<ContainerSeen> all = Stream.of(seen.initContainers(), seen.apps(), seen.ephemeral())
        .flatMap(List::stream).toList();
    for (Step step : plan.steps()) {
      boolean startsTwice = step instanceof Step.Start(String name) && all.stream()
          .noneMatch(one -> one.name().equals(name) && !one.isAlive()
              && one.activity() != ContainerSeen.Activity.PREPARING);
      if (startsTwice) return Optional.of("it started a container that runs, or that nobody knows");
      if (step instanceof Step.Confirm && all.stream().anyMatch(ContainerSeen::isAlive)) {
        return Optional.of("it called a Pod gone whose containers still run");
      }
    }
    return Optional.empty();
  }
}
