package catalog.controllers.hpa_arithmetic;

import grader.check.Task;
import java.util.stream.LongStream;
import kube.controlplane.controllermanager.hpa.HpaMath;

/// The visible checks of X25: sums that can be done by hand.
class Checks {

  // Task 1: one metric.

  @Task(1)
  void the_use_decides(HpaMath math) {
    Shop.Reply reply = new Shop(math, 3).aims("cpu", 60).uses("cpu", 3, 900)
        .telling("3 Pods use 90 % of their requests, and the goal is 60 %.").ask();
    reply.feedback().weNeeded("We needed: 5 Pods.").because("With 4, each uses 67 %.")
        .named("rounds", "4.5 Pods of work need 5, not 4.").failWhen(reply.replicas() == 4);
    reply.mustBe(5, "3 × 90 / 60 is 4.5.").mustRecommend(5, "cpu", "Nothing holds it back.")
        .mustHold(false, false, "Nothing holds it back.");
    new Shop(math, 4).aims("cpu", 60).uses("cpu", 4, 200)
        .telling("4 Pods use 20 % of their requests, and the goal is 60 %.").ask()
        .mustBe(2, "4 × 20 / 60 is 1.3.");
  }

  @Task(1)
  void close_enough_is_left_alone(HpaMath math) {
    long changes = LongStream.of(58, 62, 59, 64, 56).filter(percent -> {
      Shop.Reply reply = new Shop(math, 10).aims("cpu", 60).uses("cpu", 10, percent * 10).ask();
      return reply.replicas() != 10;
    }).count();
    Shop.Reply reply = new Shop(math, 3).aims("cpu", 60).uses("cpu", 3, 640)
        .telling("3 Pods use 64 % of their requests, and the goal is 60 %.").ask();
    reply.feedback().weNeeded("We needed: 3 Pods.").because("Starting a Pod costs more.")
        .named("ignores_tolerance", "58, 62, 59 … you changed size 40 times in ten minutes.")
        .failWhen(changes >= 2);
    reply.mustBe(3, "64 is within a tenth of 60.");
  }

  @Task(1)
  void an_amount_may_be_the_goal(HpaMath math) {
    new Shop(math, 4).aimsAtAmount("memory", 500).uses("memory", 4, 800)
        .telling("4 Pods use 800 each, and the goal is 500 for each Pod.").ask()
        .mustBe(7, "4 × 800 / 500 is 6.4.");
  }

  @Task(1)
  void the_bounds_hold(HpaMath math) {
    new Shop(math, 4).between(1, 6).aims("cpu", 50).uses("cpu", 4, 1_000)
        .telling("4 Pods use 100 %, the goal is 50 %, and 6 is the most.").ask()
        .mustBe(6, "More than the most is never paid for.")
        .mustRecommend(8, "cpu", "That is what was asked for.")
        .mustHold(false, true, "The bound holds it back, and people want to know that.");
    new Shop(math, 4).between(3, 6).aims("cpu", 50).uses("cpu", 4, 100)
        .telling("4 Pods use 10 %, the goal is 50 %, and 3 is the least.").ask()
        .mustBe(3, "Fewer than the least are too few in the morning.")
        .mustHold(false, true, "The bound holds it back.");
  }

  // Task 2: gaps.

  @Task(2)
  void when_shrinking_a_gap_is_full_use(HpaMath math) {
    Shop.Reply reply = new Shop(math, 6).aims("cpu", 60).uses("cpu", 1, 500).unmeasured("cpu", 5)
        .telling("The goal is 60 %. One of 6 Pods uses 50 %; the other 5 were not measured.").ask();
    reply.feedback().weNeeded("We needed: 6 Pods.").because("They may be busy.")
        .named("missing_is_nothing",
            "Metrics stopped for a minute and you scaled the shop to its minimum.")
        .failWhen(reply.replicas() == 1);
    reply.mustBe(6,
        "If the 5 use all that they requested, the shop would even have to grow: a guess"
            + " must not turn the direction.");
    new Shop(math, 6).aims("cpu", 60).uses("cpu", 5, 200).unmeasured("cpu", 1)
        .telling("The goal is 60 %. 5 of 6 Pods use 20 %; one was not measured.").ask()
        .mustBe(4, "(5 × 20 + 100) / 6 is 33 %, and 6 × 33 / 60 is 3.3.");
  }

  @Task(2)
  void when_growing_a_gap_is_no_use(HpaMath math) {
    new Shop(math, 3).aims("cpu", 60).uses("cpu", 2, 1_200).unmeasured("cpu", 1)
        .telling("The goal is 60 %. 2 of 3 Pods use 120 %; one was not measured.").ask()
        .mustBe(4, "2 × 120 / 3 is 80 %, and 3 × 80 / 60 is 4.");
    new Shop(math, 3).aims("cpu", 60).uses("cpu", 2, 1_200).unready("cpu", 1, 1_900)
        .telling("The goal is 60 %. 2 of 3 Pods use 120 %; one is starting up, at 190 %.").ask()
        .mustBe(4, "What it takes to start up is not the load.");
  }

  @Task(2)
  void nothing_measured_is_unknown(HpaMath math) {
    new Shop(math, 3).aims("cpu", 60).unmeasured("cpu", 3)
        .telling("None of 3 Pods was measured.").ask()
        .mustBeUnknown("Whoever knows nothing changes nothing.");
    new Shop(math, 3).aims("cpu", 60).withoutRequests("cpu", 3, 900)
        .telling("The goal is 60 % of the requests, and the Pods request nothing.").ask()
        .mustBeUnknown("There is no percentage of nothing.");
  }

  // Task 3: several metrics.

  @Task(3)
  void the_largest_wish_counts(HpaMath math) {
    Shop.Reply reply = new Shop(math, 4).aims("cpu", 50).aims("queue", 50).uses("cpu", 4, 250)
        .uses("queue", 4, 1_000)
        .telling("4 Pods use 25 % of cpu and 100 % of queue; both goals are 50 %.").ask();
    reply.feedback().weNeeded("We needed: 8 Pods.").because("The queue gets longer.")
        .named("averages_metrics",
            "CPU fine, queue burning; the average looked calm. Take the largest.")
        .failWhen(reply.replicas() > 2 && reply.replicas() < 8);
    reply.mustBe(8, "cpu asks for 2, and queue for 8.")
        .mustRecommend(8, "queue", "People want to know which one it was.");
  }

  @Task(3)
  void who_is_silent_might_ask_for_more(HpaMath math) {
    new Shop(math, 4).aims("cpu", 50).aims("queue", 50).uses("cpu", 4, 250)
        .telling("4 Pods use 25 % of cpu; queue was not measured. Both goals are 50 %.").ask()
        .mustBeUnknown("The queue may be burning.");
    new Shop(math, 4).aims("queue", 50).aims("cpu", 50).uses("cpu", 4, 750)
        .telling("4 Pods use 75 % of cpu; queue was not measured. Both goals are 50 %.").ask()
        .mustBe(6, "Whatever the queue asks for, cpu needs these.");
  }

  // Task 4: patience.

  @Task(4)
  void a_dip_is_waited_for(HpaMath math) {
    Shop.Reply reply = new Shop(math, 10).aims("cpu", 50).uses("cpu", 10, 100).advised(290, 10)
        .advised(20, 9).telling("10 Pods use 10 %, and the goal is 50 %. You advised 10 Pods 290"
            + " seconds ago, and 9 Pods 20 seconds ago.")
        .ask();
    reply.feedback().weNeeded("We needed: 10 Pods.").because("It comes back.")
        .named("goes_down_at_once", "Load dipped for 20 s; five minutes is the default patience.")
        .failWhen(reply.replicas() == 2);
    reply.mustBe(10, "The highest advice of the last 5 minutes counts.")
        .mustRecommend(2, "cpu", "It is the past of the next five minutes.")
        .mustHold(true, false, "The past holds it back.");
    new Shop(math, 10).aims("cpu", 50).uses("cpu", 10, 100).advised(301, 10).advised(20, 4)
        .telling("10 Pods use 10 %, and the goal is 50 %. You advised 10 Pods 301 seconds ago, and"
            + " 4 Pods 20 seconds ago.")
        .ask().mustBe(4, "The first is too long ago.");
  }

  @Task(4)
  void without_rules_it_doubles_at_most(HpaMath math) {
    new Shop(math, 3).aims("cpu", 10).uses("cpu", 3, 1_000)
        .telling("3 Pods use 100 %, the goal is 10 %, and the author wrote no rules.").ask()
        .mustBe(6, "At most twice as many at once.").mustRecommend(30, "cpu", "That is the need.")
        .mustHold(false, true, "The speed holds it back.");
    new Shop(math, 1).aims("cpu", 10).uses("cpu", 1, 1_000)
        .telling("1 Pod uses 100 %, the goal is 10 %, and the author wrote no rules.").ask()
        .mustBe(4, "Or up to 4, if that is more.");
  }

  @Task(4)
  void a_policy_limits_the_speed(HpaMath math) {
    new Shop(math, 5).aims("cpu", 10).uses("cpu", 5, 500)
        .growing("Max", 0, Shop.pods(2, 60)).scaled(30, 1)
        .telling(
            "5 Pods use 50 %, the goal is 10 %. At most 2 Pods more a minute are allowed, and 1"
                + " was added 30 seconds ago.")
        .ask()
        .mustBe(6, "A minute ago there were 4, and 2 more are 6.");
  }
}
