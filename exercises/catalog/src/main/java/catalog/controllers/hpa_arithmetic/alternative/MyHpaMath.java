package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kube.controlplane.controllermanager.hpa.Advice;
import kube.controlplane.controllermanager.hpa.Advice.Held;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.hpa.HpaSpec;
import kube.controlplane.controllermanager.hpa.HpaSpec.Policy;
import kube.controlplane.controllermanager.hpa.HpaSpec.Rules;
import kube.controlplane.controllermanager.hpa.Past;
import kube.controlplane.controllermanager.hpa.PodSample;

/// The same with a table of numbers for each metric: what each Pod uses, and what it may use.
public class MyHpaMath implements HpaMath {
  private static final int UNKNOWN = -1;

  /// One Pod in the sum: its use, and its request.
  private record Row(long use, long request) {}

  @Override
  public Advice advise(HpaSpec spec, int current, List<PodSample> pods, List<Past> history,
      Instant now) {
    int wished = UNKNOWN;
    String loudest = "";
    int silent = 0;
    for (HpaSpec.Goal goal : spec.goals()) {
      int size = size(goal, spec, current, pods);
      if (size == UNKNOWN) silent++;
      if (size > wished) {
        wished = size;
        loudest = goal.metric();
      }
    }
    if (wished == UNKNOWN || (silent > 0 && wished < current)) {
      return new Advice.Unknown(silent + " metrics are not known");
    }
    int patient = afterThePast(spec, current, wished, history, now);
    int steady = atASpeed(spec, current, patient, history, now);
    int bounded = Math.max(spec.least(), Math.min(spec.most(), steady));
    return new Advice.Size(bounded, wished, loudest, held(wished, patient),
        held(patient, bounded));
  }

  private static Held held(int from, int to) {
    return new Held(to, from != to, from == to ? "AsWished" : "HeldBack", "");
  }

  private static int size(HpaSpec.Goal goal, HpaSpec spec, int current, List<PodSample> pods) {
    List<Row> known = new ArrayList<>();
    List<PodSample> silent = new ArrayList<>();
    List<PodSample> starting = new ArrayList<>();
    for (PodSample pod : pods) {
      if (!pod.metric().equals(goal.metric())) continue;
      if (!pod.ready()) starting.add(pod);
      else if (pod.usage().isPresent()) known.add(new Row(pod.usage().get(), pod.request()));
      else
        silent.add(pod);
    }
    if (known.isEmpty()) return UNKNOWN;
    double first = ratio(goal, known);
    if (Double.isNaN(first)) return UNKNOWN;
    List<Row> all = new ArrayList<>(known);
    if (first < 1) {
      for (PodSample pod : silent) all.add(new Row(fullUse(goal, pod), pod.request()));
    } else if (first > 1) {
      for (PodSample pod : silent) all.add(new Row(0, pod.request()));
      for (PodSample pod : starting) all.add(new Row(0, pod.request()));
    }
    boolean isGuessed = all.size() > known.size();
    double ratio = ratio(goal, all);
    boolean isFine = ratio >= 1 - spec.down().tolerance() && ratio <= 1 + spec.up().tolerance();
    if (isFine || Math.signum(ratio - 1) * Math.signum(first - 1) < 0) return current;
    int size = (int) Math.ceil(ratio * all.size());
    if (!isGuessed) return size;
    return ratio > 1 ? Math.max(size, current) : Math.min(size, current);
  }

  private static long fullUse(HpaSpec.Goal goal, PodSample pod) {
    if (goal.utilization().isEmpty()) return goal.average();
    return pod.request() * Math.max(100, goal.utilization().get()) / 100;
  }

  /// Not a number when there is nothing to divide by.
  private static double ratio(HpaSpec.Goal goal, List<Row> rows) {
    long used = 0;
    long requested = 0;
    for (Row row : rows) {
      used += row.use();
      requested += row.request();
    }
    if (goal.utilization().isEmpty()) {
      return (double) used / rows.size() / Math.max(1, goal.average());
    }
    if (requested == 0) return Double.NaN;
    return (double) (100 * used / requested) / goal.utilization().get();
  }

  private static int afterThePast(HpaSpec spec, int current, int wished, List<Past> history,
      Instant now) {
    int floor = wished;
    int ceiling = wished;
    for (Past past : history) {
      if (!(past instanceof Past.Advised(Instant at, int replicas))) continue;
      Duration age = Duration.between(at, now);
      if (age.compareTo(spec.down().window()) < 0) floor = Math.max(floor, replicas);
      if (age.compareTo(spec.up().window()) < 0) ceiling = Math.min(ceiling, replicas);
    }
    if (current < ceiling) return ceiling;
    return Math.min(current, floor);
  }

  private static int atASpeed(HpaSpec spec, int current, int wished, List<Past> history,
      Instant now) {
    if (wished > current) {
      int most = spec.hasBehavior()
          ? reach(spec.up(), 1, current, history, now)
          : Math.max(4, current + current);
      return Math.min(wished, Math.max(current, most));
    }
    if (wished < current && spec.hasBehavior()) {
      return Math.max(wished, Math.min(current, reach(spec.down(), -1, current, history, now)));
    }
    return wished;
  }

  /// How far the policies let it go in this direction.
  private static int reach(Rules rules, int direction, int current, List<Past> history,
      Instant now) {
    if (rules.select().equals("Disabled") || rules.policies().isEmpty()) return current;
    int chosen = 0;
    boolean isFirst = true;
    for (Policy policy : rules.policies()) {
      int before = current;
      for (Past past : history) {
        if (past instanceof Past.Scaled(Instant at, int change)
            && Duration.between(at, now).compareTo(policy.period()) < 0) {
          before -= change;
        }
      }
      double share = before * (1 + direction * policy.value() / 100.0);
      int reached = before + direction * policy.value();
      if (policy.percent()) reached = (int) (direction > 0 ? Math.ceil(share) : share);
      boolean isFurther = (reached - chosen) * direction > 0;
      if (isFirst || isFurther != rules.select().equals("Min")) chosen = reached;
      isFirst = false;
    }
    return chosen;
  }
}
