package catalog.node.probe_judge;

import static kube.node.kubelet.probe.ProbeJudge.Kind.LIVENESS;
import static kube.node.kubelet.probe.ProbeJudge.Kind.READINESS;
import static kube.node.kubelet.probe.ProbeJudge.Kind.STARTUP;

import grader.check.Task;
import java.time.Duration;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ProbeJudge.Timing;

/// The visible checks of X27: one container, and one question at a time.
class Checks {

  // Task 1: traffic or not.

  @Task(1)
  void nobody_comes_before_the_first_yes(ProbeJudge judge) {
    Bedside bedside = new Bedside(judge).probe(READINESS, 1, 3).begins().looks();
    bedside.about("fact-readiness").weNeeded("We needed: not ready.")
        .because("A visitor would meet a program that is not there yet.")
        .named("ready_before_the_first_yes", "Traffic came before the app said yes.")
        .failWhen(bedside.known().ready());
    bedside.mustBe(true, false, false, "It has no startup probe, and has not said yes.")
        .answers(READINESS, true).mustBe(true, true, false, "It has said yes.");
  }

  @Task(1)
  void three_noes_in_a_row_stop_traffic(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, 1, 3).begins().answers(READINESS, true, false, false)
        .mustBeReady(true, "Two are not three.").answers(READINESS, false)
        .mustBeReady(false, "That was the third.").mustBeLeftAlone();
  }

  @Task(1)
  void traffic_comes_back(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, 1, 3).begins()
        .answers(READINESS, true, false, false, false).mustBeReady(false, "Three noes.")
        .answers(READINESS, true).mustBeReady(true, "Now it can work again.");
  }

  @Task(1)
  void who_is_not_asked_is_fine(ProbeJudge judge) {
    new Bedside(judge).begins().looks().mustBe(true, true, false, "Nobody wants to know.");
  }

  // Task 2: dead or alive.

  @Task(2)
  void a_dead_program_is_restarted(ProbeJudge judge) {
    new Bedside(judge).probe(LIVENESS, 1, 3).begins().looks()
        .mustBe(true, true, false, "It counts as alive until it fails.")
        .answers(LIVENESS, false, false).mustBe(true, true, false, "Two are not three.")
        .answers(LIVENESS, false).mustBe(true, true, true, "That was the third.");
  }

  @Task(2)
  void a_busy_program_is_left_alone(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, 1, 3).probe(LIVENESS, 1, 3).begins()
        .answers(READINESS, true).answers(READINESS, false, false, false, false)
        .answers(LIVENESS, true).mustBeLeftAlone()
        .mustBe(true, false, false, "Only traffic stops.");
  }

  // Task 3: still starting.

  @Task(3)
  void a_slow_start_is_no_death(ProbeJudge judge) {
    Bedside bedside = new Bedside(judge)
        .probe(STARTUP, new Timing(Duration.ZERO, Duration.ofSeconds(10), 1, 30))
        .probe(LIVENESS, new Timing(Duration.ofSeconds(10), Duration.ofSeconds(10), 1, 3))
        .begins().lives(85, (_, second) -> second >= 90);
    bedside.about("fact-startup").weNeeded("We needed: not to be restarted.")
        .because("It needs 90 seconds to start, and the author gave it 300.")
        .named("shoots_what_still_starts",
            "It was still booting; you shot it on second 30, for ever.")
        .failWhen(bedside.known().restart());
    bedside.mustBe(false, false, false, "It still starts.")
        .lives(10, (_, second) -> second >= 90)
        .mustBe(true, true, false, "In second 90 it said that it has started.");
  }

  @Task(3)
  void who_has_not_started_is_not_ready(ProbeJudge judge) {
    new Bedside(judge).probe(STARTUP, 1, 30).probe(READINESS, 1, 3).begins()
        .answers(STARTUP, false, false).mustBe(false, false, false, "It still starts.")
        .answers(STARTUP, true).mustBe(true, false, false, "It has started, and not said yes.")
        .answers(READINESS, true).mustBe(true, true, false, "Now it has.");
  }

  // Task 4: when to ask.

  @Task(4)
  void asked_after_the_delay_and_then_each_period(ProbeJudge judge) {
    new Bedside(judge).probe(LIVENESS, new Timing(Duration.ofSeconds(5), Duration.ofSeconds(10),
        1, 3)).begins().lives(40, (_, _) -> true)
        .mustAsk(LIVENESS, "First after 5 seconds, then every 10.", 5L, 15L, 25L, 35L);
  }

  @Task(4)
  void each_question_has_a_rhythm_of_its_own(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, new Timing(Duration.ZERO, Duration.ofSeconds(4), 1, 3))
        .probe(LIVENESS, new Timing(Duration.ofSeconds(3), Duration.ofSeconds(6), 1, 3)).begins()
        .lives(14, (_, _) -> true)
        .mustAsk(READINESS, "From the beginning on, every 4 seconds.", 0L, 4L, 8L, 12L)
        .mustAsk(LIVENESS, "From second 3 on, every 6 seconds.", 3L, 9L);
  }
}
