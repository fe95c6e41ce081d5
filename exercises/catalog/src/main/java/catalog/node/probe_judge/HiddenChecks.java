package catalog.node.probe_judge;

import static kube.node.kubelet.probe.ProbeJudge.Kind.LIVENESS;
import static kube.node.kubelet.probe.ProbeJudge.Kind.READINESS;
import static kube.node.kubelet.probe.ProbeJudge.Kind.STARTUP;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ProbeJudge.Timing;

/// The hidden checks of X27: rows that break, runs that follow each other, and random lives.
@Hidden
class HiddenChecks {
  private static final int LIVES = 20;

  @Task(1)
  void a_yes_ends_a_row_of_noes(ProbeJudge judge) {
    Bedside bedside = new Bedside(judge).probe(READINESS, 1, 3).begins()
        .answers(READINESS, true).answers(READINESS, false, true, false, true, false);
    bedside.about("fact-row").weNeeded("We needed: ready.").because("Each yes ends the row.")
        .named("counts_without_a_row",
            "Fail, ok, fail, ok, fail: that is not three *in a row*.")
        .failUnless(bedside.known().ready());
    bedside.answers(READINESS, false).mustBeReady(true, "That is the second in a row.")
        .answers(READINESS, false).mustBeReady(false, "That is the third.");
  }

  @Task(1)
  void some_need_three_yeses(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, 3, 1).begins().answers(READINESS, true, true)
        .mustBeReady(false, "Two yeses are not three.").answers(READINESS, true)
        .mustBeReady(true, "That is the third.").answers(READINESS, false)
        .mustBeReady(false, "Here one no is enough.")
        .answers(READINESS, true, true, false, true, true)
        .mustBeReady(false, "A no ended the first row of yeses.")
        .answers(READINESS, true).mustBeReady(true, "Now it is three in a row.");
  }

  @Task(1)
  void what_is_not_asked_says_nothing(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, 1, 3).begins().answers(LIVENESS, false, false, false)
        .mustBe(true, false, false, "It has no liveness probe.").answers(STARTUP, false, false)
        .mustBe(true, false, false, "It has no startup probe.");
  }

  @Task(2)
  void a_yes_saves_a_life(ProbeJudge judge) {
    new Bedside(judge).probe(LIVENESS, 1, 3).begins()
        .answers(LIVENESS, false, false, true, false, false)
        .mustBe(true, true, false, "Never three in a row.").answers(LIVENESS, false)
        .mustBe(true, true, true, "Now it is three in a row.");
  }

  @Task(2)
  void who_is_to_be_restarted_stays_so(ProbeJudge judge) {
    new Bedside(judge).probe(READINESS, 1, 2).probe(LIVENESS, 1, 2).begins()
        .answers(READINESS, true, false, false).answers(LIVENESS, false, false)
        .mustBe(true, false, true, "It is dead.").answers(READINESS, true)
        .mustBe(true, false, true, "It is being ended: no traffic comes back to it.")
        .answers(LIVENESS, true, true).mustBe(true, false, true, "It is being ended already.")
        .passes(60).lives(1, (_, _) -> true).mustAsk(READINESS, "It is being ended.")
        .mustAsk(LIVENESS, "It is being ended.");
  }

  @Task(2)
  void a_new_run_begins_anew(ProbeJudge judge) {
    Bedside bedside = new Bedside(judge).probe(READINESS, 1, 2).probe(LIVENESS, 1, 2).begins()
        .answers(READINESS, true, false).answers(LIVENESS, false, false).begins().looks()
        .mustBe(true, false, false, "What was before belongs to a run that is over.");
    bedside.answers(LIVENESS, false).mustBe(true, false, false, "It is the first no of this run.")
        .answers(READINESS, true, false).mustBe(true, true, false, "It is the first no.")
        .answers(LIVENESS, false).mustBe(true, true, true, "Two in a row.");
    bedside.without(READINESS).without(LIVENESS).begins().looks()
        .mustBe(true, true, false, "This run has no probes at all.")
        .answers(READINESS, false, false).mustBe(true, true, false, "It has none.");
  }

  @Task(2)
  void the_dead_do_not_speak(ProbeJudge judge) {
    Bedside bedside = new Bedside(judge).probe(READINESS, 1, 1).probe(LIVENESS, 1, 1).begins()
        .answers(READINESS, true).passes(20).begins().answersLate(LIVENESS, false, 1);
    bedside.about("fact-liveness").weNeeded("We needed: not to be restarted.")
        .because("The question was asked before this run began.")
        .named("hears_the_dead", "This answer belongs to the container that is already dead.")
        .failWhen(bedside.known().restart());
    bedside.answersLate(READINESS, true, 2).mustBe(true, false, false,
        "That yes came from the run before.").answersLate(READINESS, true, 0)
        .mustBe(true, true, false, "That was asked in the moment in which this run began.")
        .answers(LIVENESS, false).mustBe(true, true, true, "That no is its own.");
  }

  @Task(3)
  void a_start_that_fails_is_a_death(ProbeJudge judge) {
    new Bedside(judge).probe(STARTUP, 1, 3).probe(READINESS, 1, 3).begins()
        .answers(STARTUP, false, false).mustBe(false, false, false, "Two are not three.")
        .answers(STARTUP, false).mustBe(false, false, true, "That was the third.")
        .answers(STARTUP, true).mustBe(false, false, true, "It is being ended already.");
  }

  @Task(3)
  void before_the_start_no_other_answer_counts(ProbeJudge judge) {
    new Bedside(judge).probe(STARTUP, 1, 9).probe(READINESS, 2, 3).probe(LIVENESS, 1, 3).begins()
        .answers(LIVENESS, false, false, false).answers(READINESS, true)
        .mustBe(false, false, false, "It has not started.").answers(STARTUP, true)
        .mustBe(true, false, false, "Now it has.").answers(READINESS, true)
        .mustBe(true, false, false, "That is the first yes that counts.")
        .answers(READINESS, true).mustBe(true, true, false, "That is the second.")
        .answers(STARTUP, false, false, false, false, false, false, false, false, false)
        .mustBe(true, true, false, "Who has started has started.");
  }

  @Task(3)
  void who_has_started_may_be_ready_at_once(ProbeJudge judge) {
    new Bedside(judge).probe(STARTUP, 1, 3).begins().looks()
        .mustBe(false, false, false, "It still starts.").answers(STARTUP, true)
        .mustBe(true, true, false, "It has no readiness probe.");
  }

  @Task(4)
  void before_the_start_nothing_else_is_asked(ProbeJudge judge) {
    Bedside bedside = new Bedside(judge)
        .probe(STARTUP, new Timing(Duration.ZERO, Duration.ofSeconds(5), 1, 30))
        .probe(READINESS, new Timing(Duration.ZERO, Duration.ofSeconds(3), 1, 3))
        .probe(LIVENESS, new Timing(Duration.ofSeconds(60), Duration.ofSeconds(10), 1, 3))
        .begins().lives(20, (_, second) -> second >= 20);
    bedside.mustAsk(STARTUP, "It still starts.", 0L, 5L, 10L, 15L)
        .mustAsk(READINESS, "It still starts.").mustAsk(LIVENESS, "It still starts.");
    bedside.lives(51, (_, second) -> second >= 20)
        .mustAsk(STARTUP, "It has started in second 20.", 0L, 5L, 10L, 15L, 20L)
        .mustAsk(LIVENESS, "Its delay counts from the beginning of the run.", 60L, 70L);
  }

  @Task(4)
  void who_looks_late_asks_once(ProbeJudge judge) {
    new Bedside(judge).probe(LIVENESS, new Timing(Duration.ZERO, Duration.ofSeconds(10), 1, 3))
        .begins().lives(1, (_, _) -> true).passes(44).lives(21, (_, _) -> true)
        .mustAsk(LIVENESS, "One look names it once, and the next is a period later.", 0L, 45L,
            55L, 65L);
  }

  @Task(4)
  void a_new_run_has_times_of_its_own(ProbeJudge judge) {
    new Bedside(judge).probe(LIVENESS, new Timing(Duration.ofSeconds(7), Duration.ofSeconds(10),
        1, 3)).begins().lives(12, (_, _) -> true).begins().lives(20, (_, _) -> true)
        .mustAsk(LIVENESS, "First 7 seconds after its beginning.", 7L, 17L);
  }

  @Task(4)
  void random_lives_are_judged_alike(ProbeJudge judge, Seed seed) {
    for (int number = 0; number < LIVES; number++) {
      new RandomLife(judge, seed.random().branch("life " + number), seed).live();
    }
  }
}
