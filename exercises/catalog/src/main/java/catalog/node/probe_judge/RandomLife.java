package catalog.node.probe_judge;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import kube.foundation.machine.Randomness;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeJudge.Probes;
import kube.node.kubelet.probe.ProbeJudge.Timing;
import kube.node.kubelet.probe.ProbeJudge.Verdict;
import kube.node.kubelet.probe.ThresholdJudge;

/// A container to which things happen by chance, judged by the part and by ours at every moment.
final class RandomLife {
  private static final int MOMENTS = 120;
  private static final int TOLD = 6;
  private static final List<Kind> KINDS = Arrays.asList(Kind.values());

  private final ProbeJudge judge;
  private final ThresholdJudge ours = new ThresholdJudge();
  private final Randomness chance;
  private final Seed seed;
  private final Deque<String> story = new ArrayDeque<>();
  private Instant now = Bedside.NOON;
  private Probes probes = new Probes(Optional.empty(), Optional.empty(), Optional.empty());
  private Verdict known = new Verdict(true, true, false, List.of());
  private Timetable times = new Timetable(probes, now);

  RandomLife(ProbeJudge judge, Randomness chance, Seed seed) {
    this.judge = judge;
    this.chance = chance;
    this.seed = seed;
  }

  void live() {
    begin();
    for (int moment = 0; moment < MOMENTS; moment++) {
      look();
      if (chance.chance(0.15)) hear(chance.pick(KINDS), now.minusSeconds(chance.below(8)));
      if (chance.chance(known.restart() ? 0.3 : 0.01)) begin();
      now = now.plusSeconds(1 + (chance.chance(0.1) ? chance.below(15) : 0));
    }
  }

  private void begin() {
    probes = new Probes(probe(0.4, 1), probe(0.7, 3), probe(0.7, 1));
    times = new Timetable(probes, now);
    tell("a run begins, with probes " + KINDS.stream().flatMap(kind -> probes.of(kind).stream()
        .map(timing -> Bedside.words(kind, timing))).toList());
    judge.containerStarted(now, probes);
    ours.containerStarted(now, probes);
    known = new Verdict(probes.startup().isEmpty(), probes.startup().isEmpty()
        && probes.readiness().isEmpty(), false, List.of());
  }

  private Optional<Timing> probe(double share, int successes) {
    if (!chance.chance(share)) return Optional.empty();
    return Optional.of(new Timing(Duration.ofSeconds(chance.below(3) * 4L),
        Duration.ofSeconds(1 + chance.below(6)), 1 + chance.below(successes),
        1 + chance.below(4)));
  }

  private void look() {
    Verdict said = judge.tick(now);
    tell("we looked");
    mustBe(known, said);
    Optional<String> fault = times.fault(said.due(), known.restart() ? List.of() : allowed(), now);
    feedback().youAnswered("You named " + said.due() + ".")
        .weNeeded("But " + fault.orElse("all is well") + ".")
        .because("Who asks too seldom hears too late, and who asks too often is a burden.")
        .failWhen(fault.isPresent());
    for (Kind kind : said.due()) hear(kind, now);
  }

  private List<Kind> allowed() {
    return known.started() ? List.of(Kind.READINESS, Kind.LIVENESS) : List.of(Kind.STARTUP);
  }

  private void hear(Kind kind, Instant asked) {
    boolean ok = chance.chance(0.6);
    tell(kind + ", asked in second " + second(asked) + ": " + (ok ? "ok" : "fail"));
    boolean wasStarted = known.started();
    known = ours.on(kind, ok, asked);
    Verdict said = judge.on(kind, ok, asked);
    mustBe(known, said);
    feedback().youAnswered("You named " + said.due() + " as due.").weNeeded("We needed: nothing.")
        .because("Only after a look does anybody ask.").failUnless(said.due().isEmpty());
    if (known.started() && !wasStarted) times.opensAt(now);
  }

  private void mustBe(Verdict needed, Verdict said) {
    feedback().youAnswered("You said: " + Bedside.words(said) + ".")
        .weNeeded("We needed: " + Bedside.words(needed) + ".")
        .because("That is what follows from the answers of this run.")
        .failUnless(Bedside.words(said).equals(Bedside.words(needed)));
  }

  private void tell(String event) {
    story.add("second " + second(now) + ", " + event);
    if (story.size() > TOLD) story.removeFirst();
  }

  private static long second(Instant moment) {
    return Duration.between(Bedside.NOON, moment).toSeconds();
  }

  private Feedback feedback() {
    return weDid("Seed " + seed.value() + ", the latest of a random life: "
        + String.join("; ", story) + ".").read("L23#fact-row");
  }
}
