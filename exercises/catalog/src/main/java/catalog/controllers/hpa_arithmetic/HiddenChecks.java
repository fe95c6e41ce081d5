package catalog.controllers.hpa_arithmetic;

import static catalog.controllers.hpa_arithmetic.Shop.percent;
import static catalog.controllers.hpa_arithmetic.Shop.pods;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.Optional;
import kube.controlplane.controllermanager.hpa.Advice;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.hpa.LargestWins;
import kube.foundation.machine.Randomness;

/// The hidden checks of X25: gaps on both sides, rules for speed, and random shops.
///
/// No sum lies at the edge of a tolerance, and none at a whole number that a double may miss.
@Hidden
class HiddenChecks {
  private static final int SHOPS = 120;

  // Task 1

  @Task(1)
  void tolerances_may_differ(HpaMath math) {
    new Shop(math, 10).aims("cpu", 50).uses("cpu", 10, 600).tolerating(0.1, 0.3)
        .telling("10 Pods use 60 %, the goal is 50 %, and 30 % more is tolerated.").ask()
        .mustBe(10, "20 % more is within that.");
    new Shop(math, 10).aims("cpu", 50).uses("cpu", 10, 400).tolerating(0.1, 0.3)
        .telling("10 Pods use 40 %, the goal is 50 %, and 10 % less is tolerated.").ask()
        .mustBe(8, "20 % less is not.");
    new Shop(math, 10).aims("cpu", 50).uses("cpu", 10, 400).tolerating(0.3, 0.1)
        .telling("10 Pods use 40 %, the goal is 50 %, and 30 % less is tolerated.").ask()
        .mustBe(10, "20 % less is within that.");
  }

  @Task(1)
  void percentages_are_whole(HpaMath math) {
    new Shop(math, 4).aims("cpu", 50).uses("cpu", 3, 750).uses("cpu", 1, 788)
        .telling("4 Pods use 75.95 % together, and the goal is 50 %.").ask()
        .mustBe(6, "Rounded down to 75 %, 4 × 75 / 50 is 6.");
    new Shop(math, 2).aims("cpu", 50).samples("cpu", 1, Optional.of(900L), 3_000, true)
        .uses("cpu", 1, 900).telling("The goal is 50 %. One Pod uses 900 of 3000, one 900 of 1000.")
        .ask().mustBe(2, "Together they use 1800 of 4000, which is 45 %.");
  }

  @Task(1)
  void nobody_else_is_counted(HpaMath math) {
    new Shop(math, 8).aims("cpu", 50).uses("cpu", 2, 1_000).uses("memory", 9, 1)
        .telling("8 Pods are there. 2 of them are known to use 100 % of cpu, the goal is 50 %, and"
            + " somebody measured memory, too.")
        .ask()
        .mustBe(4, "2 × 100 / 50 is 4, and the memory is not about cpu.");
    new Shop(math, 3).aimsAtAmount("memory", 0).uses("memory", 3, 1)
        .telling("3 Pods use 1 each, and the goal is 0, which stands for 1.").ask()
        .mustBe(3, "Nobody divides by nothing.");
    new Shop(math, 4).aimsAtAmount("memory", 500).withoutRequests("memory", 4, 800)
        .telling("4 Pods use 800 each and request nothing. The goal is the amount of 500.").ask()
        .mustBe(7, "An amount needs no requests.");
    new Shop(math, 4).between(2, 9).aims("cpu", 50).uses("cpu", 4, 0)
        .telling("4 Pods use nothing, the goal is 50 %, and 2 is the least.").ask()
        .mustBe(2, "Nothing is a use as well.")
        .mustRecommend(0, "cpu", "That is what it comes to.");
  }

  // Task 2

  @Task(2)
  void a_guess_may_bring_it_close_enough(HpaMath math) {
    new Shop(math, 10).aims("cpu", 80).uses("cpu", 8, 1_000).unmeasured("cpu", 2)
        .telling("The goal is 80 %. 8 Pods use 100 %, and 2 were not measured.").ask()
        .mustBe(10, "8 × 100 / 10 is 80 %.");
    new Shop(math, 10).aims("cpu", 80).uses("cpu", 5, 1_000).unmeasured("cpu", 5)
        .telling("The goal is 80 %. 5 Pods use 100 %, and 5 were not measured.").ask()
        .mustBe(10, "Guessed, they use 50 %: that would turn the direction.");
    new Shop(math, 5).aims("cpu", 120).uses("cpu", 4, 300).unmeasured("cpu", 1)
        .telling("The goal is 120 %. 4 Pods use 30 %, and 1 was not measured.").ask()
        .mustBe(2, "Full use is 120 % here, as that is allowed. (4 × 30 + 120) / 5 is 48 %.");
    new Shop(math, 9).aims("cpu", 50).uses("cpu", 4, 500).unmeasured("cpu", 5)
        .telling("The goal is 50 %. 4 Pods use 50 %, and 5 were not measured.").ask()
        .mustBe(9, "Those who were measured are where they ought to be.");
  }

  @Task(2)
  void who_starts_up_is_left_out_when_shrinking(HpaMath math) {
    new Shop(math, 6).aims("cpu", 60).uses("cpu", 4, 300).unready("cpu", 2, 1_900)
        .telling("The goal is 60 %. 4 Pods use 30 %, and 2 are starting up at 190 %.").ask()
        .mustBe(2, "4 × 30 / 60 is 2.");
    new Shop(math, 6).aims("cpu", 60).uses("cpu", 3, 300).unmeasured("cpu", 1)
        .unready("cpu", 2, 1_900).telling("The goal is 60 %. 3 Pods use 30 %, 1 was not measured,"
            + " and 2 are starting up.")
        .ask()
        .mustBe(4, "(3 × 30 + 100) / 4 is 47 %, and 4 × 47 / 60 is 3.1.");
    new Shop(math, 4).aims("cpu", 60).uses("cpu", 2, 1_800).unmeasured("cpu", 1)
        .unready("cpu", 1, 10).telling("The goal is 60 %. 2 Pods use 180 %, 1 was not measured, and"
            + " 1 is starting up.")
        .ask()
        .mustBe(6, "2 × 180 / 4 is 90 %, and 4 × 90 / 60 is 6.");
  }

  @Task(2)
  void requests_of_nothing_are_unknown(HpaMath math) {
    new Shop(math, 3).aims("cpu", 50).withoutRequests("cpu", 2, 500)
        .telling("The goal is 50 % of the requests, and the Pods request nothing.").ask()
        .mustBeUnknown("There is no percentage of nothing.");
    new Shop(math, 3).aims("cpu", 50).unready("cpu", 3, 500)
        .telling("All 3 Pods are starting up.").ask().mustBeUnknown("Nobody can be judged yet.");
  }

  @Task(2)
  void amounts_are_guessed_as_well(HpaMath math) {
    new Shop(math, 6).aimsAtAmount("memory", 1_000).uses("memory", 4, 300).unmeasured("memory", 2)
        .telling("The goal is 1000 for each Pod. 4 use 300, and 2 were not measured.").ask()
        .mustBe(4, "Full use is the goal: (4 × 300 + 2 × 1000) / 1000 is 3.2.");
    new Shop(math, 6).aimsAtAmount("memory", 1_000).uses("memory", 4, 2_100)
        .unmeasured("memory", 1).unready("memory", 1, 9_000)
        .telling("The goal is 1000 for each Pod. 4 use 2100, 1 was not measured, 1 starts up.")
        .ask().mustBe(9, "4 × 2100 / 1000 is 8.4, and the others use nothing.");
  }

  @Task(2)
  void a_size_never_goes_against_the_direction(HpaMath math) {
    new Shop(math, 9).aims("cpu", 50).uses("cpu", 2, 1_200).unready("cpu", 1, 5)
        .telling("9 Pods are there, and 3 are known: 2 use 120 %, one is starting up. The goal is"
            + " 50 %.")
        .ask()
        .mustBe(9, "The known ones ask for more, so there are not to be fewer.");
    new Shop(math, 2).aims("cpu", 50).uses("cpu", 5, 200).unmeasured("cpu", 1)
        .telling(
            "2 Pods are wished for, and 6 are there: 5 use 20 %, one was not measured. The goal"
                + " is 50 %.")
        .ask().mustBe(2, "They ask for fewer, so there are not to be more.");
  }

  // Task 3

  @Task(3)
  void any_silent_metric_holds_it(HpaMath math) {
    new Shop(math, 4).aims("queue", 50).aims("cpu", 50).aims("memory", 50).uses("cpu", 4, 250)
        .uses("memory", 4, 100).telling("Three metrics: cpu and memory ask for less, and queue was"
            + " not measured.")
        .ask().mustBeUnknown("The queue might ask for more.");
    new Shop(math, 4).aims("queue", 50).aims("cpu", 50).uses("cpu", 4, 500)
        .telling("cpu is where it ought to be, and queue was not measured.").ask()
        .mustBe(4, "Nothing is to shrink.");
    new Shop(math, 4).telling("There is no goal at all.").ask()
        .mustBeUnknown("There is nothing to go by.");
    new Shop(math, 4).aims("a", 50).aims("b", 50).uses("a", 4, 800).uses("b", 4, 790)
        .telling("a asks for 7, and so does b.").ask()
        .mustRecommend(7, "a", "Of equal ones the first counts.");
  }

  // Task 4

  @Task(4)
  void growing_may_be_patient_too(HpaMath math) {
    new Shop(math, 4).aims("cpu", 50).uses("cpu", 4, 1_000).growing("Max", 60, percent(900, 15))
        .shrinking("Max", 300, percent(100, 15)).advised(50, 6).advised(70, 4)
        .telling("4 Pods use 100 %, the goal is 50 %. For growing, the lowest advice of the last 60"
            + " seconds counts: 6 was advised 50 seconds ago, and 4 before that.")
        .ask()
        .mustBe(6, "6 is the lowest of that minute.")
        .mustHold(true, false, "The past holds it back.");
    new Shop(math, 4).aims("cpu", 50).uses("cpu", 4, 1_000).growing("Max", 60, percent(900, 15))
        .advised(50, 2).telling("The same, and 2 was advised 50 seconds ago.").ask()
        .mustBe(4, "It does not shrink for that.");
  }

  @Task(4)
  void of_several_policies_one_is_chosen(HpaMath math) {
    Shop.Reply reply = grown(math, "Max");
    reply.mustBe(20, "100 % of 10 more is the most that is allowed.");
    grown(math, "Min").mustBe(12, "2 more is the least that is allowed.");
    grown(math, "Disabled").mustBe(10, "Growing is switched off.");
    shrunk(math, "Max").mustBe(5, "Half of 10 fewer is the most that is allowed.");
    shrunk(math, "Min").mustBe(8, "2 fewer is the least that is allowed.")
        .mustHold(false, true, "The speed holds it back.");
    shrunk(math, "Disabled").mustBe(10, "Shrinking is switched off.");
  }

  private static Shop.Reply grown(HpaMath math, String select) {
    return new Shop(math, 10).aims("cpu", 10).uses("cpu", 10, 500)
        .growing(select, 0, pods(2, 60), percent(100, 60)).scaled(90, 5)
        .telling("10 Pods use 50 %, the goal is 10 %. Of the policies 2 Pods a minute and 100 % a"
            + " minute, " + select + " is chosen. 5 were added 90 seconds ago.")
        .ask();
  }

  private static Shop.Reply shrunk(HpaMath math, String select) {
    return new Shop(math, 10).aims("cpu", 80).uses("cpu", 10, 10)
        .shrinking(select, 0, pods(2, 60), percent(50, 60))
        .telling("10 Pods use 1 %, the goal is 80 %. Of the policies 2 Pods a minute and 50 % a"
            + " minute, " + select + " is chosen.")
        .ask();
  }

  @Task(4)
  void what_was_done_lately_counts(HpaMath math) {
    new Shop(math, 7).aims("cpu", 80).uses("cpu", 7, 10)
        .shrinking("Max", 0, pods(4, 60)).scaled(30, -3)
        .telling("7 Pods use 1 %, the goal is 80 %. 4 fewer a minute are allowed, and 3 were taken"
            + " away 30 seconds ago.")
        .ask().mustBe(6, "A minute ago there were 10.");
    new Shop(math, 5).aims("cpu", 10).uses("cpu", 5, 500).growing("Max", 0, percent(50, 60))
        .telling("5 Pods use 50 %, the goal is 10 %. 50 % more a minute are allowed.").ask()
        .mustBe(8, "7.5 is rounded up.");
    new Shop(math, 5).aims("cpu", 80).uses("cpu", 5, 10).shrinking("Max", 0, percent(50, 60))
        .telling("5 Pods use 1 %, the goal is 80 %. 50 % fewer a minute are allowed.").ask()
        .mustBe(2, "2.5 is rounded down.");
    new Shop(math, 9).aims("cpu", 10).uses("cpu", 9, 500).growing("Max", 0, pods(2, 60))
        .scaled(10, 5).telling("9 Pods use 50 %, the goal is 10 %. 2 more a minute are allowed, and"
            + " 5 were added 10 seconds ago.")
        .ask()
        .mustBe(9, "More is not allowed now, and fewer is not wished for.");
    new Shop(math, 9).aims("cpu", 80).uses("cpu", 9, 10).shrinking("Max", 0, pods(2, 60))
        .scaled(10, -5)
        .telling("9 Pods use 1 %, the goal is 80 %. 2 fewer a minute are allowed, and"
            + " 5 were taken away 10 seconds ago.")
        .ask()
        .mustBe(9, "Fewer is not allowed now, and more is not wished for.");
  }

  @Task(4)
  void random_shops_have_the_right_size(HpaMath math, Seed seed) {
    Randomness chance = seed.random().branch("shops");
    for (int i = 0; i < SHOPS; i++) {
      Shop shop = RandomShop.draw(math, chance, seed);
      Shop.Reply reply = shop.ask();
      Advice right = shop.advice(new LargestWins());
      reply.feedback().weNeeded("We needed " + Shop.told(right) + ".")
          .because("Too few Pods are slow, and too many are dear.")
          .failUnless(isTheSame(reply.advice(), right));
    }
  }

  private static boolean isTheSame(Advice one, Advice other) {
    if (!(one instanceof Advice.Size a) || !(other instanceof Advice.Size b)) {
      return one.getClass() == other.getClass();
    }
    return a.replicas() == b.replicas() && a.recommended() == b.recommended()
        && a.metric().equals(b.metric()) && isTheSame(a.stabilized(), b.stabilized())
        && isTheSame(a.bounded(), b.bounded());
  }

  private static boolean isTheSame(Advice.Held one, Advice.Held other) {
    return one.replicas() == other.replicas() && one.held() == other.held();
  }
}
