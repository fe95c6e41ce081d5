package catalog.node.probe_judge;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeJudge.Probes;
import kube.node.kubelet.probe.ProbeJudge.Timing;
import kube.node.kubelet.probe.ProbeJudge.Verdict;

/// One container, what it is asked and what it answers; the story is written along the way.
final class Bedside {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final ProbeJudge judge;
  private final Map<Kind, Timing> probes = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Long>> asked = new EnumMap<>(Kind.class);
  private final List<String> story = new ArrayList<>();
  private Instant begin = NOON;
  private Instant now = NOON;
  private Verdict known = new Verdict(false, false, false, List.of());

  Bedside(ProbeJudge judge) {
    this.judge = judge;
  }

  /// A probe every ten seconds.
  ///
  /// @param yes how many good answers in a row count
  /// @param no how many bad ones
  Bedside probe(Kind kind, int yes, int no) {
    return probe(kind, new Timing(Duration.ZERO, BETWEEN, yes, no));
  }

  Bedside probe(Kind kind, Timing timing) {
    probes.put(kind, timing);
    return this;
  }

  Bedside without(Kind kind) {
    probes.remove(kind);
    return this;
  }

  /// A run begins.
  Bedside begins() {
    begin = now;
    asked.clear();
    judge.containerStarted(now, new Probes(timing(Kind.STARTUP), timing(Kind.READINESS),
        timing(Kind.LIVENESS)));
    story.add((story.isEmpty() ? "A container began, " : "A new run began, ") + (probes.isEmpty()
        ? "without probes."
        : "with probes " + probes.entrySet().stream().map(entry -> words(entry.getKey(),
            entry.getValue())).collect(Collectors.joining(", ")) + "."));
    return this;
  }

  private Optional<Timing> timing(Kind kind) {
    return Optional.ofNullable(probes.get(kind));
  }

  static String words(Kind kind, Timing timing) {
    String delay = timing.initialDelay().isZero()
        ? ""
        : "from " + timing.initialDelay().toSeconds() + " s on, ";
    return kind + " (" + delay + "every " + timing.period().toSeconds() + " s, yes after "
        + timing.successThreshold() + ", no after " + timing.failureThreshold() + ")";
  }

  /// Asks the judge what is known now.
  Bedside looks() {
    known = judge.tick(now);
    return this;
  }

  /// The container answers, ten seconds after the answer before.
  Bedside answers(Kind kind, boolean... oks) {
    StringBuilder words = new StringBuilder();
    for (boolean ok : oks) {
      now = now.plus(BETWEEN);
      known = judge.on(kind, ok, now);
      words.append(words.isEmpty() ? "" : ", ").append(ok ? "ok" : "fail");
    }
    story.add(kind + ": " + words + ".");
    return this;
  }

  /// An answer to a question of so long ago.
  Bedside answersLate(Kind kind, boolean ok, int secondsAgo) {
    Instant at = now.minusSeconds(secondsAgo);
    known = judge.on(kind, ok, at);
    story.add(kind + ", asked " + Duration.between(at, begin).toSeconds()
        + " s before this run began: " + (ok ? "ok." : "fail."));
    return this;
  }

  Bedside passes(int seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  /// For so many seconds we look each second, ask what is due and tell the answers.
  ///
  /// @param program what it answers to a question at a second of its run
  Bedside lives(int seconds, BiPredicate<Kind, Long> program) {
    story.add("For " + seconds + " seconds we looked each second, asked what was due, and told"
        + " the answers.");
    for (int second = 0; second < seconds && !known.restart(); second++) {
      Verdict verdict = judge.tick(now);
      known = verdict;
      for (Kind kind : verdict.due()) {
        asked.computeIfAbsent(kind, _ -> new ArrayList<>()).add(age());
        known = judge.on(kind, program.test(kind, age()), now);
      }
      if (!known.restart()) now = now.plusSeconds(1);
    }
    return this;
  }

  /// How many seconds this run has lasted.
  long age() {
    return Duration.between(begin, now).toSeconds();
  }

  List<Long> asked(Kind kind) {
    return List.copyOf(asked.getOrDefault(kind, List.of()));
  }

  Verdict known() {
    return known;
  }

  static String words(Verdict verdict) {
    return (verdict.started() ? "started, " : "not started, ")
        + (verdict.ready() ? "ready, " : "not ready, ")
        + (verdict.restart() ? "to be restarted" : "not to be restarted");
  }

  Feedback about(String fact) {
    return weDid(String.join(" ", story)).youAnswered("You said: " + words(known) + ".")
        .read("L23#" + fact);
  }

  Bedside mustBe(boolean started, boolean ready, boolean restart, String because) {
    Verdict needed = new Verdict(started, ready, restart, List.of());
    about("fact-row").weNeeded("We needed: " + words(needed) + ".").because(because)
        .failUnless(words(needed).equals(words(known)));
    return this;
  }

  Bedside mustBeReady(boolean ready, String because) {
    about("fact-row").weNeeded("We needed: " + (ready ? "ready." : "not ready.")).because(because)
        .failUnless(ready == known.ready());
    return this;
  }

  /// It is not ready, and lives on.
  Bedside mustBeLeftAlone() {
    about("fact-readiness").weNeeded("We needed: not to be restarted.")
        .because("It is alive, and works off what it has.")
        .named("restarts_a_busy_program",
            "A full queue is not a death. You restarted a healthy app and lost its queue.")
        .failWhen(known.restart());
    return this;
  }

  Bedside mustAsk(Kind kind, String because, Long... seconds) {
    weDid(String.join(" ", story)).youAnswered(kind + " was due in the seconds " + asked(kind)
        + " of the run.").weNeeded("We needed: " + List.of(seconds) + ".").because(because)
        .read("L23#fact-defaults").failUnless(asked(kind).equals(List.of(seconds)));
    return this;
  }
}
