package catalog.controllers.job_controller;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobPod;
import kube.foundation.api.batch.FailureRule;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.client.Result;
import kube.foundation.machine.Randomness;

/// The hidden checks of X24: crashes, late copies, rules for failures, and random days.
@Hidden
class HiddenChecks {
  private static final int DAYS = 2;
  private static final int HOURS = 8;

  // Task 1

  @Task(1)
  void who_is_over_or_leaves_is_left_alone(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(2, 2)).settle().succeed(2).settle();
    JobStatus end = shop.books();
    shop.advance(Duration.ofHours(1)).ordered(order -> order.atATime(3)).settle()
        .telling("A Job was complete an hour ago.").mustHave(0, 2, "What is over is over.");
    shop.about("the books as they were").because("They are closed.")
        .failUnless(shop.books().equals(end) && shop.deeds().isEmpty());
    new Workshop(controller, Order.of(2, 2).deleted()).settle()
        .telling("A Job is being deleted. It has no Pods.")
        .mustHave(0, 0, "Its Pods would be cleared away at once.");
    shop = new Workshop(controller, Order.of(2, 2)).settle().ordered(Order::deleted).pass()
        .telling("A Job is being deleted. It has 2 Pods.");
    shop.mustHave(2, 2, "Whoever clears away ends them, too.");
    shop.about("2 active").because("They still are.").failUnless(shop.books().active() == 2);
  }

  @Task(1)
  void a_smaller_order_sends_pods_home(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(4, 9)).settle()
        .ordered(order -> order.atATime(1)).pass()
        .telling("A Job had 4 Pods at work. Then its parallelism was set to 1.");
    shop.about("1 active").because("Three were sent home.").failUnless(shop.books().active() == 1);
    shop.settle().mustHave(1, 4, "One at a time, and that one goes on.")
        .mustCount(0, 0, "Whom you sent away has not failed.");
    shop.ordered(order -> order.atATime(0)).settle().telling("Then it was set to 0.")
        .mustHave(0, 4, "Nobody is to work.").mustNotSay("SuccessCriteriaMet", "Nothing is done.");
    shop = new Workshop(controller, Order.of(3, 3), Order.books(1, 0)).pass()
        .telling("Of 3 completions 1 is counted, and 3 may work at a time.");
    shop.mustHave(2, 2, "Two are left.");
    shop.about("2 active").because("People see it.").failUnless(shop.books().active() == 2);
  }

  @Task(1)
  void other_peoples_indexes_are_read(JobController controller) {
    JobStatus none = Order.books(5, 0);
    JobStatus books = new JobStatus(none.startTime(), Optional.empty(), 0, 0, 0, 5, 0, "0,2-4,7",
        "", none.uncounted(), List.of());
    Workshop shop = new Workshop(controller, Order.of(9, 9).numbered(), books).settle()
        .telling("The books of an indexed Job say that `0,2-4,7` of 9 are done.");
    shop.about("Pods for 1, 5, 6 and 8").because("Somebody else has kept the books before you.")
        .failUnless(shop.atWork().stream().map(JobPod::index).toList().equals(List.of(1, 5, 6, 8)));
    shop.succeed(4).settle().telling("Then these four succeeded.")
        .mustSay("Complete", "CompletionsReached", "All are done.")
        .mustCount(9, 0, "Each index counts once.");
  }

  @Task(1)
  void an_index_that_fails_is_tried_again(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(3, 3).numbered()).settle();
    shop.telling("An indexed Job wants 3 completions, 3 at a time.").mustHave(3, 3, "All at once.");
    shop.fail(shop.atWork().get(1), 1);
    shop.settle().advance(Duration.ofSeconds(10)).settle()
        .telling("Of three indexes, 1 failed 10 seconds ago.").mustHave(3, 4, "It is tried again.");
    shop.about("a Pod for the index 1").because("The others are at work already.")
        .failUnless(shop.atWork().stream().anyMatch(pod -> pod.index() == 1));
    shop.mustCount(0, 1, "One has failed.");
  }

  // Task 2

  @Task(2)
  void without_a_note_nobody_goes(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 2)).settle()
        .mustHave(1, 1, "One at a time is asked for.").succeed(1).refuseWriting(true).pass()
        .telling("A Pod succeeded, and the books could not be written.");
    shop.about("the Pod is still held").because("If it goes now, nobody knows that it succeeded.")
        .failUnless(shop.pods().getFirst().isTracked());
    shop.refuseWriting(false).cleanUp().settle().telling("Then they could.")
        .mustCount(1, 0, "It was held until it was noted.");
  }

  @Task(2)
  void a_crash_between_two_steps_counts_nobody_twice(JobController controller,
      Learner<JobController> learner) {
    Workshop shop = new Workshop(controller, Order.of(2, 4)).settle().succeed(1).fail(1, 1)
        .loseLettingGo(true).pass().loseLettingGo(false).restart(learner.start()).settle()
        .telling("One Pod succeeded and one failed. Both were noted; then the process died before"
            + " it let them go, and began anew.");
    shop.mustCount(1, 1, "They were noted already.");
    shop.advance(Duration.ofSeconds(10)).settle().succeed(1).fail(1, 1).pass()
        .restart(learner.start()).cleanUp().settle()
        .telling("Two more ended, were noted and let go, and then the process died.")
        .mustCount(2, 2, "Who is noted and not held is counted.");
  }

  @Task(2)
  void a_late_copy_counts_nobody_twice(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(3, 3)).settle().holdNewsBack(true).succeed(2)
        .settle().telling("Two of three Pods have succeeded. Your copy shows them at work.")
        .mustHave(1, 3, "As far as you can see, three are at work.");
    shop.holdNewsBack(false).settle().telling("Then your copy showed it.")
        .mustHave(1, 3, "One is left to be done, and it is at work.")
        .mustCount(2, 0, "Each is counted once.");
  }

  @Task(2)
  void the_end_waits_for_the_last_pod(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(2, 4).ruled(FailureRules.exit("FailJob", 9)))
        .settle().fail(1, 9).pass()
        .telling("A rule of a Job says `FailJob`. One of its two Pods has just failed so.");
    shop.mustSay("FailureTarget", "PodFailurePolicy", "It is decided.")
        .mustNotSay("Failed", "The other Pod is not gone yet, and nobody is counted.");
    shop.cleanUp().settle().telling("Then that Pod was cleaned up. What was said stays said.")
        .mustSay("Failed", "PodFailurePolicy", "Now it is over.")
        .mustHave(0, 2, "Whoever is at work is ended.");
    shop.about("both counted as failed").because("Whoever the end of the Job ends has failed.")
        .failUnless(shop.books().failed() == 2 && shop.books().uncounted().isEmpty());
    shop.about("all Pods let go").because("Nobody else will.")
        .failWhen(shop.pods().stream().anyMatch(JobPod::isTracked));
    Workshop done = new Workshop(controller, Order.of(1, 1)).settle().succeed(1).pass()
        .telling("The only Pod has just succeeded.");
    done.mustNotSay("Complete", "The Pod is noted, and not counted yet.");
    done.mustSay("SuccessCriteriaMet", "CompletionsReached", "It is decided.");
    Workshop leaving = new Workshop(controller, Order.of(1, 1).ruled(FailureRules.exit("Count", 1)))
        .settle();
    leaving.mustHave(1, 1, "One is asked for.").delete(leaving.atWork().getFirst()).pass()
        .telling("The only Pod is being deleted, and has not ended yet. There is a rule for"
            + " failures.")
        .mustHave(0, 1, "It keeps its place until it has ended.");
    leaving.about("1 terminating, nobody active").because("People see it.")
        .failUnless(leaving.books().terminating() == 1 && leaving.books().active() == 0);
  }

  @Task(2)
  void who_is_deleted_before_the_end_has_failed(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 1)).settle();
    shop.mustHave(1, 1, "One is asked for.").delete(shop.atWork().getFirst()).settle()
        .advance(Duration.ofSeconds(10)).settle()
        .telling("Somebody deleted the Pod 10 seconds ago, while it was at work.")
        .mustHave(1, 2, "Its work is not done.").mustCount(0, 1, "It counts as failed.");
  }

  // Task 3

  @Task(3)
  void a_success_makes_the_wait_short_again(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 9)).settle().fail(1, 1).settle()
        .advance(Duration.ofSeconds(10)).settle().fail(1, 1).settle()
        .telling("Two Pods have failed in a row.");
    shop.about("the answer after(20 s)").because("Twice as long as after the first.")
        .failUnless(shop.result().equals(Result.after(Duration.ofSeconds(20))));
    shop.advance(Duration.ofSeconds(20))
        .settle().succeed(1).settle().advance(Duration.ofSeconds(5)).fail(1, 1).settle()
        .telling("Two Pods failed, one succeeded, and then one failed.");
    shop.about("the answer after(10 s)").because("The row of failures was broken.")
        .failUnless(shop.result().equals(Result.after(Duration.ofSeconds(10))));
    shop.advance(Duration.ofSeconds(4)).settle().telling("4 seconds later.");
    shop.about("the answer after(6 s)").because("That is what is left.")
        .failUnless(shop.result().equals(Result.after(Duration.ofSeconds(6))));
  }

  @Task(3)
  void the_first_rule_that_fits_decides(JobController controller) {
    Workshop shop = ruled(controller, 42, FailureRules.exit("FailJob", 42));
    shop.mustSay("Failed", "PodFailurePolicy", "The rule says that it cannot work.")
        .mustHave(0, 1, "A second try is pointless.").mustCount(0, 1, "It is counted.");
    ruled(controller, 1, FailureRules.exit("FailJob", 42))
        .mustNotSay("FailureTarget", "1 is not 42.").mustCount(0, 1, "No rule fits: it counts.");
    ruled(controller, 1, FailureRules.exit("Ignore", 1, 2), FailureRules.exit("FailJob", 1))
        .mustCount(0, 0, "The first rule ignores it.")
        .mustNotSay("FailureTarget", "It is ignored.");
    ruled(controller, 3, FailureRules.exitOtherThan("FailJob", 1, 2))
        .mustSay("Failed", "PodFailurePolicy", "NotIn means all the others.");
    ruled(controller, 2, FailureRules.exitOtherThan("FailJob", 1, 2))
        .mustNotSay("FailureTarget", "2 is one of those excepted.");
    ruled(controller, 3, FailureRules.exitOf("sidecar", "FailJob", 3))
        .mustNotSay("FailureTarget", "The rule is about another container.");
    ruled(controller, 3, FailureRules.exitOf("main", "FailJob", 3))
        .mustSay("Failed", "PodFailurePolicy", "The rule is about this container.");
    ruled(controller, 3, FailureRules.when("Ignore", "DisruptionTarget", "True"))
        .mustCount(0, 1, "The Pod was not evicted.");
    ruled(controller, 3, FailureRules.when("Ignore", "Seen", "False"))
        .mustCount(0, 1, "The condition is True, and the rule is about False.");
    ruled(controller, 3, FailureRules.when("Ignore", "Seen", "True"))
        .mustCount(0, 0, "The condition fits.");
  }

  private static Workshop ruled(JobController controller, int code, FailureRule... rules) {
    return new Workshop(controller, Order.of(1, 1).ruled(rules)).settle().fail(1, code, "Seen")
        .settle().telling("A Job has the rules " + List.of(rules) + ". Its Pod failed with the exit"
            + " code " + code + " and the condition Seen.");
  }

  @Task(3)
  void a_deadline_ends_the_job(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(2, 4).within(Duration.ofSeconds(60)))
        .settle().telling("A Job may be at work for 60 seconds; it has just begun.");
    shop.about("the answer after(60 s)").because("No news comes when time is up.")
        .failUnless(shop.result().equals(Result.after(Duration.ofSeconds(60))));
    shop.advance(Duration.ofSeconds(50)).fail(1, 1).settle()
        .telling("50 seconds later a Pod failed.");
    shop.about("the answer after(10 s)").because("The deadline is as near as the end of the wait.")
        .failUnless(shop.result().equals(Result.after(Duration.ofSeconds(10))));
    shop.advance(Duration.ofSeconds(10)).settle().telling("After 60 seconds.")
        .mustSay("Failed", "DeadlineExceeded", "Time is up.")
        .mustHave(0, 2, "Nobody works any more.");
  }

  @Task(3)
  void so_many_failures_are_borne_and_not_one_more(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 2).bearing(1)).settle().fail(1, 1).settle()
        .telling("A Job bears 1 failure, and 1 Pod has failed.");
    shop.mustNotSay("FailureTarget", "One is borne.").mustCount(0, 1, "It is counted.");
    shop.advance(Duration.ofSeconds(10)).settle().fail(1, 1).pass()
        .telling("Then a second one failed.")
        .mustSay("FailureTarget", "BackoffLimitExceeded", "It is decided at once.");
    shop.settle().mustSay("Failed", "BackoffLimitExceeded", "Two are not.");
  }

  // Task 4

  @Task(4)
  void rest_stops_the_deadline(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 1).within(Duration.ofSeconds(60)))
        .settle().ordered(order -> order.suspended(true)).settle().advance(Duration.ofMinutes(5))
        .settle().telling("A Job with a deadline of 60 seconds has been suspended for 5 minutes.");
    shop.mustNotSay("FailureTarget", "Its time does not run.");
    shop.ordered(order -> order.suspended(false)).settle().advance(Duration.ofSeconds(59)).settle()
        .telling("It was resumed 59 seconds ago.").mustNotSay("FailureTarget", "A second is left.");
    shop.mustHave(1, 2, "It works again.").succeed(1).settle()
        .mustSay("Complete", "CompletionsReached", "It has made it in time.");
  }

  @Task(4)
  void a_job_may_begin_suspended(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 1).suspended(true)).settle()
        .telling("A Job was made suspended.").mustHave(0, 0, "Nobody is to work.")
        .mustSay("Suspended", "JobSuspended", "People ask why nothing happens.");
    shop.about("no start time").because("It has not begun.")
        .failWhen(shop.books().startTime().isPresent());
    shop.advance(Duration.ofMinutes(1)).pass().telling("A minute later nothing has changed.");
    shop.about("the books as they were").because("A condition keeps the time of its last change.")
        .failUnless(shop.deeds().isEmpty());
    shop.ordered(order -> order.suspended(false)).settle().telling("Then it was resumed.");
    shop.about("one condition, Suspended, and it is False").because("Of each type there is one.")
        .failUnless(shop.books().conditions().size() == 1 && !shop.books().holds("Suspended"));
    Workshop plain = new Workshop(controller, Order.of(1, 1)).settle()
        .telling("A Job was made, and never suspended.");
    plain.about("no conditions").because("There is nothing to say.")
        .failUnless(plain.books().conditions().isEmpty());
  }

  @Task(4)
  void random_days_end_with_true_books(JobController controller, Learner<JobController> learner,
      Seed seed) {
    Randomness chance = seed.random().branch("days");
    for (int day = 0; day < DAYS; day++) {
      live(day == 0 ? controller : learner.start(), learner, chance, seed);
    }
  }

  private static void live(JobController controller, Learner<JobController> learner,
      Randomness chance, Seed seed) {
    Order order = Order.of(1 + chance.below(4), 3 + chance.below(5)).bearing(50);
    if (chance.chance(0.5)) order = order.numbered();
    Workshop shop = new Workshop(controller, order)
        .telling("A random day of the seed " + seed.value() + ", with " + order + ".").settle();
    for (int hour = 0; hour < HOURS && !shop.books().isFinished(); hour++) {
      happens(shop, learner, chance);
      shop.settle().advance(Duration.ofMinutes(6)).pass();
      shop.about("no more at work than asked for").because("They cost money.")
          .failWhen(shop.atWork().size() > order.parallelism());
    }
    while (!shop.books().isFinished() && !shop.atWork().isEmpty()) {
      shop.succeed(shop.atWork().size()).settle().advance(Duration.ofMinutes(6)).pass();
    }
    shop.mustSay("Complete", "CompletionsReached", "All Pods succeed in the end.")
        .mustCount(order.completions(), shop.trulyFailed(), "That is what has truly happened.");
    shop.about(order.completions() + " successes").because("No work was done twice.")
        .failUnless(shop.trulySucceeded() == order.completions());
  }

  private static void happens(Workshop shop, Learner<JobController> learner, Randomness chance) {
    int some = 1 + chance.below(3);
    switch (chance.below(5)) {
      case 0 -> shop.succeed(some);
      case 1 -> shop.fail(some, 1);
      case 2 -> shop.succeed(1).loseLettingGo(true).pass().loseLettingGo(false)
          .restart(learner.start());
      case 3 -> shop.succeed(1).pass().cleanUp().restart(learner.start());
      default -> IntStream.range(0, Math.min(1, shop.atWork().size()))
          .forEach(i -> shop.delete(shop.atWork().get(i)));
    }
  }
}
