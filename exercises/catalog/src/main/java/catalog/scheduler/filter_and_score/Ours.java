package catalog.scheduler.filter_and_score;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.cache.Surroundings;
import kube.controlplane.scheduler.decision.Decider;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Rules;
import kube.controlplane.scheduler.decision.Rules.WeightedScore;
import kube.controlplane.scheduler.decision.Verdict;
import kube.controlplane.scheduler.filter.InterPodAffinity;
import kube.controlplane.scheduler.filter.NodeAffinity;
import kube.controlplane.scheduler.filter.NodePorts;
import kube.controlplane.scheduler.filter.NodeResourcesFit;
import kube.controlplane.scheduler.filter.NodeUnschedulable;
import kube.controlplane.scheduler.filter.TaintToleration;
import kube.controlplane.scheduler.score.NodeResourcesFit.Strategy;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Nowhere;
import kube.controlplane.scheduler.slot.Picker.Pick;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// What the engine's own rules say, those that the exercise asks for, in its words.
final class Ours {
  private static final String ROOM = "NodeResourcesFit";
  private static final String TAINTS = "TaintToleration";
  private static final Rules RULES = new Rules(
      List.of(new NodeUnschedulable(), new TaintToleration(), new NodeAffinity(), new NodePorts(),
          new NodeResourcesFit(), new InterPodAffinity()),
      List.of(
          new WeightedScore(new kube.controlplane.scheduler.score.NodeResourcesFit(
              Strategy.LEAST_ALLOCATED), 1),
          new WeightedScore(new kube.controlplane.scheduler.score.TaintToleration(), 1)),
      100);

  private Ours() {}

  static Pick pick(PodView pod, List<Seats> nodes) {
    SchedulerCache seats = new SchedulerCache(Surroundings.none());
    for (Seats node : nodes) {
      seats.put(node.node());
      node.pods().forEach(other -> seats.put(other.on(node.node().name())));
    }
    Decision decision = new Decider(RULES, seats, new Nominations(), new Randomness(1)).decide(pod);
    return switch (decision) {
      case Decision.Placed(String node, var verdicts, _) -> new Chosen(node, scores(verdicts));
      case Decision.Unschedulable nowhere -> {
        SortedMap<String, String> reasons = new TreeMap<>();
        nowhere.verdicts().forEach(verdict -> reasons.put(verdict.node(),
            verdict.reasons().getFirst()));
        yield new Nowhere(reasons);
      }
    };
  }

  private static SortedMap<String, Integer> scores(List<Verdict> verdicts) {
    List<Verdict> fitting = verdicts.stream().filter(Verdict::fits).toList();
    boolean isSilent = fitting.stream().allMatch(verdict -> points(verdict, TAINTS) == 100);
    SortedMap<String, Integer> scores = new TreeMap<>();
    fitting.forEach(verdict -> scores.put(verdict.node(), isSilent
        ? points(verdict, ROOM)
        : (points(verdict, ROOM) + 3 * points(verdict, TAINTS)) / 4));
    return scores;
  }

  private static int points(Verdict verdict, String rule) {
    return verdict.points().stream().filter(points -> points.rule().equals(rule))
        .mapToInt(points -> Math.toIntExact(points.points())).sum();
  }

  /// The nodes with the highest score.
  static List<String> best(SortedMap<String, Integer> scores) {
    int highest = Collections.max(scores.values());
    return scores.entrySet().stream().filter(score -> score.getValue() == highest)
        .map(Map.Entry::getKey).toList();
  }
}
