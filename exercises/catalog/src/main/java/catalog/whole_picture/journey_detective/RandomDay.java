package catalog.whole_picture.journey_detective;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kube.foundation.api.Pod;
import kube.foundation.machine.Randomness;
import kube.simulation.detective.Detective;
import kube.simulation.detective.Detective.AuditEvent;
import kube.simulation.detective.Detective.Diagnosis;

/// A day in a namespace: a Pod, an older one of its name, its neighbors, and all their events.
///
/// @param life what happens to the Pod that we ask about
/// @param steps how much of it has happened
/// @param noise the events of the others
/// @param order a number for each event, by which the list is mixed
record RandomDay(RandomLife life, int steps, List<AuditEvent> noise, List<Integer> order) {
  private static final Duration DAY = Duration.ofDays(1);

  /// A day on which so many things happen to the Pod, at most.
  static RandomDay draw(Randomness chance, int mostSteps) {
    Instant ten = Life.clock("10:00");
    RandomLife life = RandomLife.draw(chance, "web", "u-7", ten, 1 + chance.below(mostSteps));
    List<AuditEvent> noise = new ArrayList<>();
    noise.addAll(RandomLife.draw(chance, "web", "u-3", ten.minus(DAY), 8).events());
    for (String name : List.of("shop", "mail")) {
      noise.addAll(RandomLife.draw(chance, name, "u-" + name, ten, chance.below(8) + 1).events());
    }
    int all = life.events().size() + noise.size();
    List<Integer> order = IntStream.range(0, all).map(_ -> chance.below(1_000)).boxed().toList();
    return new RandomDay(life, life.events().size(), noise, order);
  }

  Pod pod() {
    return life.life().pod();
  }

  Finding right() {
    return life.findings().get(steps - 1);
  }

  /// The newest event that counted.
  String shownBy() {
    AuditEvent shown = life.shown().get(steps - 1);
    return Life.told(List.of(shown)).substring("10:00:00 ".length());
  }

  /// The events as they are handed out: mixed, only those of one moment in their order.
  List<AuditEvent> events() {
    List<AuditEvent> inTime = new ArrayList<>(life.events().subList(0, steps));
    inTime.addAll(noise);
    List<Integer> places = IntStream.range(0, inTime.size()).boxed()
        .sorted((left, right) -> order.get(left).compareTo(order.get(right))).toList();
    List<AuditEvent> mixed = new ArrayList<>();
    boolean[] isOut = new boolean[inTime.size()];
    for (int place : places) {
      for (int at = 0; at < inTime.size(); at++) {
        if (isOut[at] || !isOfOneMoment(inTime.get(at), inTime.get(place))) continue;
        mixed.add(inTime.get(at));
        isOut[at] = true;
        break;
      }
    }
    return mixed;
  }

  private static boolean isOfOneMoment(AuditEvent one, AuditEvent other) {
    return one.at().equals(other.at()) && one.uid().equals(other.uid());
  }

  boolean isUnderstoodBy(Detective detective) {
    Diagnosis answer = detective.diagnose(pod(), events());
    AuditEvent shown = life.shown().get(steps - 1);
    return right().isRight(answer) && answer.evidence().contains(shown.actor())
        && answer.evidence().contains(shown.verb())
        && answer.evidence().contains(shown.detail());
  }

  /// The shortest part of this day that is still mistaken, without the others if it can be.
  RandomDay shortestThatIsMistaken(Detective detective) {
    for (List<AuditEvent> others : List.of(List.<AuditEvent>of(), noise)) {
      for (int most = 1; most <= steps; most++) {
        RandomDay shorter = new RandomDay(life, most, others, order);
        if (!shorter.isUnderstoodBy(detective)) return shorter;
      }
    }
    return this;
  }

  String told() {
    String own = Life.told(life.events().subList(0, steps));
    return "Pod web, uid u-7, with this trail: " + own + ". "
        + (noise.isEmpty()
            ? "You got it in this order: " + Life.told(events()) + "."
            : "It was mixed with " + noise.size() + " events of other Pods.");
  }
}
