package kube.controlplane.scheduler;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.scheduler.Decision.Placed;
import kube.controlplane.scheduler.Decision.Unschedulable;
import kube.controlplane.scheduler.Decision.Verdict;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.filter.NodeRoom;
import kube.controlplane.scheduler.score.Score;
import kube.foundation.api.Pod;
import kube.foundation.machine.Randomness;

/// Decides where a Pod goes: drops what does not fit, ranks the rest. It changes nothing.
public final class Decider {

  private final Randomness randomness;
  private final List<Filter> filters = Filter.all();
  private final List<Score> scores = Score.all();

  /// @param randomness chooses among nodes of the same score
  public Decider(Randomness randomness) {
    this.randomness = randomness;
  }

  public Decision decide(Pod pod, List<NodeRoom> nodes) {
    List<Verdict> verdicts = nodes.stream().map(node -> judge(pod, node)).toList();
    List<Verdict> best = best(verdicts);
    return best.isEmpty()
        ? new Unschedulable(verdicts)
        : new Placed(randomness.pick(best).node(), verdicts);
  }

  private Verdict judge(Pod pod, NodeRoom node) {
    for (Filter filter : filters) {
      var refusal = filter.refuse(pod, node);
      if (refusal.isPresent()) {
        return new Verdict(node.name(), filter.name(), refusal.get(), 0);
      }
    }
    return rate(pod, node);
  }

  private Verdict rate(Pod pod, NodeRoom node) {
    int sum = 0;
    List<String> parts = new ArrayList<>();
    for (Score score : scores) {
      int rating = score.rate(pod, node);
      sum += rating;
      parts.add(score.name() + " " + rating);
    }
    return new Verdict(node.name(), "", String.join(", ", parts), sum);
  }

  private static List<Verdict> best(List<Verdict> verdicts) {
    int highest = verdicts.stream()
        .filter(Verdict::fits)
        .mapToInt(Verdict::score)
        .max()
        .orElse(Integer.MAX_VALUE);
    return verdicts.stream().filter(v -> v.fits() && v.score() == highest).toList();
  }
}
