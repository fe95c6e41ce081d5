package catalog.scheduler.who_must_leave;

import java.util.List;
import java.util.Optional;
import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.cache.Surroundings;
import kube.controlplane.scheduler.decision.Decider;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Rules;
import kube.controlplane.scheduler.filter.NodeAffinity;
import kube.controlplane.scheduler.filter.NodePorts;
import kube.controlplane.scheduler.filter.NodeResourcesFit;
import kube.controlplane.scheduler.filter.TaintToleration;
import kube.controlplane.scheduler.preemption.Answer;
import kube.controlplane.scheduler.preemption.Preemption;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.Preemptor.Plan;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// What the engine's own preemption says, with the filters that the exercise asks for.
final class Ours {
  private static final Rules RULES = new Rules(List.of(new TaintToleration(), new NodeAffinity(),
      new NodePorts(), new NodeResourcesFit()), List.of(), 100);

  private Ours() {}

  static Optional<Plan> plan(RandomNight drawn) {
    SchedulerCache seats = new SchedulerCache(Surroundings.none());
    for (Seats node : drawn.night().nodes()) {
      seats.put(node.node());
      node.pods().forEach(pod -> seats.put(pod.on(node.node().name())));
    }
    Nominations promises = new Nominations();
    Decider decider = new Decider(RULES, seats, promises, new Randomness(1));
    PodView incoming = drawn.incoming();
    Decision decision = decider.decide(incoming);
    if (!(decision instanceof Decision.Unschedulable why)) return Optional.empty();
    Answer answer = new Preemption(seats, promises, new Randomness(1)).plan(incoming, why,
        decider.gauntlet(incoming), drawn.night().budgets());
    return answer instanceof Answer.Plan(String node, List<PodView> victims, _)
        ? Optional.of(new Plan(node, victims.stream().map(pod -> pod.metadata().uid()).toList()))
        : Optional.empty();
  }
}
