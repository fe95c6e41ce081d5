package catalog.controllers.job_controller;

import grader.check.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobPod;
import kube.foundation.api.batch.FailureRule;
import kube.foundation.client.Result;

/// The visible checks of X24: a workshop with one Job in it.
class Checks {
  private static final FailureRule IGNORE_EVICTION = FailureRules.when("Ignore",
      "DisruptionTarget", "True");

  // Task 1: as often as asked.

  @Task(1)
  void so_many_at_a_time(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(2, 5))
        .telling("A Job wants 5 completions, 2 at a time.").settle();
    shop.mustHave(2, 2, "Each Pod costs money, and two were asked for.");
    shop.about("the books say that 2 are active and ready, and when the Job began")
        .because("This is what people see of it.").failUnless(shop.books().active() == 2
            && shop.books().ready() == 2
            && shop.books().startTime().equals(Optional.of(Order.NOON)));
    shop.telling("Then one of the two succeeded.").succeed(1).settle()
        .mustHave(2, 3, "Another one takes its place.");
  }

  @Task(1)
  void only_what_is_left_is_started(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(5, 10), Order.books(8, 0)).settle()
        .telling("A Job wants 10 completions, 5 at a time. 8 have been counted.");
    shop.about("2 Pods").because("The work of the others is nobody's, and paid for.")
        .named("starts_parallelism_always", "Two were left and you started five.")
        .failWhen(shop.atWork().size() == 5);
    shop.mustHave(2, 2, "That is what is left.");
  }

  @Task(1)
  void the_end_is_said(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(2, 3))
        .telling("A Job wanted 3 completions, 2 at a time, and all 3 succeeded.").settle();
    shop.succeed(2).settle().advance(Duration.ofSeconds(5)).succeed(1).settle();
    shop.mustHave(0, 3, "The work is done.").mustCount(3, 0, "Each has been counted.")
        .mustSay("SuccessCriteriaMet", "CompletionsReached", "It is decided.")
        .mustSay("Complete", "CompletionsReached", "Whoever waits for the Job waits for this.");
    shop.about("a completion time").because("It says how long the work took.")
        .failUnless(shop.books().completionTime()
            .equals(Optional.of(Order.NOON.plusSeconds(5))));
  }

  @Task(1)
  void each_index_is_done_once(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(3, 5).numbered())
        .telling("An indexed Job wants 5 completions, 3 at a time.").settle();
    shop.about("Pods for the indexes 0, 1 and 2").because("The index says which part is whose.")
        .failUnless(indexes(shop).equals(List.of(0, 1, 2)));
    List<JobPod> first = shop.atWork();
    shop.succeed(first.get(0));
    shop.succeed(first.get(2));
    shop.telling("Of 5 indexes, 0 and 2 are done, and 1 is still at work.").settle();
    shop.about("Pods for the indexes 1, 3 and 4, and the books say that 0 and 2 are done")
        .because("What is done is not done again.")
        .failUnless(indexes(shop).equals(List.of(1, 3, 4))
            && shop.books().completedIndexes().equals("0,2") && shop.books().succeeded() == 2);
  }

  private static List<Integer> indexes(Workshop shop) {
    return List.copyOf(new TreeSet<>(shop.atWork().stream().map(JobPod::index).toList()));
  }

  // Task 2: count each Pod once.

  @Task(2)
  void who_was_cleaned_up_stays_counted(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(3, 6)).settle().succeed(3).settle();
    shop.cleanUp().settle().succeed(3).settle().cleanUp().settle().succeed(3).settle()
        .telling("A Job pays 6 bills, 3 at a time. After the first 3 its node was cleaned up, and"
            + " the Pods that had ended were deleted.");
    shop.about("6 Pods in all").because("The money is gone.")
        .named("recounts_from_living_pods", "A node was cleaned up, three successes vanished, you"
            + " ran the payment three times more. Count under a finalizer.")
        .failWhen(shop.trulySucceeded() >= 9);
    shop.mustHave(0, 6, "Each bill is paid once.").mustCount(6, 0, "Each is counted once.");
  }

  @Task(2)
  void first_noted_then_let_go_then_counted(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 2)).settle().succeed(1).pass()
        .telling("One of 2 Pods has just succeeded.");
    shop.about("its uid noted in the books, not counted yet, and the Pod let go after that")
        .because("Noted and held, noted and free, counted: each can be told from the others.")
        .failUnless(shop.books().uncounted().equals(Order.noted(List.of("u-0"), List.of()))
            && shop.books().succeeded() == 0 && !shop.pods().getFirst().isTracked()
            && isBefore("write", "let bills-a go", shop.deeds()));
    shop.pass().telling("A pass later: it was noted, and is not held any more.");
    shop.about("1 counted, and nobody noted").because("Nobody can hold it back or bring it again.")
        .failUnless(shop.books().succeeded() == 1 && shop.books().uncounted().isEmpty());
  }

  private static boolean isBefore(String first, String then, List<String> deeds) {
    List<String> words = deeds.stream().map(deed -> deed.startsWith(first) ? first : deed).toList();
    return words.contains(first) && words.indexOf(first) < words.indexOf(then);
  }

  // Task 3: failures.

  @Task(3)
  void each_failure_makes_the_wait_longer(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 1).bearing(20)).settle();
    int made = 1;
    for (long seconds : new long[]{10, 20, 40, 80, 160, 320, 360}) {
      shop.fail(1, 1).telling("The Pod has failed; it was failure number " + made + " in a row.")
          .pass();
      shop.about("no new Pod yet").because("What has just failed mostly fails again.")
          .named("retries_at_once", "60 crashes a minute. 10, 20, 40 s … up to 6 min.")
          .failWhen(shop.born() > made);
      shop.about("the answer after(" + seconds + " s)")
          .because("No news comes when a wait is over.")
          .failUnless(shop.result().equals(Result.after(Duration.ofSeconds(seconds))));
      shop.advance(Duration.ofSeconds(seconds - 1)).pass()
          .telling("The Pod had failed " + (seconds - 1) + " seconds ago, " + made + " in a row.")
          .mustHave(0, made, "The wait is not over.");
      shop.advance(Duration.ofSeconds(1)).pass()
          .telling("The Pod had failed " + seconds + " seconds ago, " + made + " in a row.")
          .mustHave(1, ++made, "The wait is over.");
    }
  }

  @Task(3)
  void enough_is_enough(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 1)).settle();
    for (int failures = 0; failures < 7; failures++) {
      shop.fail(1, 1).pass().advance(Duration.ofMinutes(6)).pass();
    }
    shop.settle();
    shop.telling("A Job bears 6 failures. The 7th Pod has failed.");
    shop.about("no 8th Pod, and the Job has failed").because("It will fail for ever.")
        .named("never_ends", "backoffLimit 6 reached; say Failed and why.")
        .failWhen(!shop.books().holds("Failed") && shop.born() > 7);
    shop.mustHave(0, 7, "6 are borne.").mustCount(0, 7, "Each has been counted.")
        .mustSay("FailureTarget", "BackoffLimitExceeded", "It is decided.")
        .mustSay("Failed", "BackoffLimitExceeded", "Say Failed and why.");
  }

  @Task(3)
  void what_the_rules_ignore_is_no_failure(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(1, 1).bearing(0).ruled(IGNORE_EVICTION))
        .settle().fail(1, 137, "DisruptionTarget").settle()
        .telling("A Job bears no failure, and ignores evictions. Its Pod was evicted.");
    shop.about("another Pod after 10 seconds").because("The program has done nothing wrong.")
        .named("counts_an_eviction", "The policy says *Ignore* for evicted Pods.")
        .failWhen(shop.books().failed() > 0 || shop.books().holds("FailureTarget"));
    shop.advance(Duration.ofSeconds(10)).settle()
        .mustHave(1, 2, "The work is still to be done.")
        .mustCount(0, 0, "Who is ignored is not counted.");
    shop.about("the evicted Pod is let go").because("Nobody else will.")
        .failWhen(shop.pods().getFirst().isTracked());
  }

  // Task 4: stop, and go on.

  @Task(4)
  void a_suspended_job_rests(JobController controller) {
    Workshop shop = new Workshop(controller, Order.of(2, 3).bearing(0)).settle();
    shop.ordered(order -> order.suspended(true)).settle()
        .telling("A Job with 2 Pods at work, which bears no failure, was suspended.")
        .mustHave(0, 2, "Suspended means that nobody works.")
        .mustCount(0, 0, "Whom you sent away has not failed.")
        .mustSay("Suspended", "JobSuspended", "People ask why nothing happens.");
    shop.about("no start time, as long as it rests").because("A deadline does not run meanwhile.")
        .failWhen(shop.books().startTime().isPresent());
    Instant later = Order.NOON.plusSeconds(60);
    shop.advance(Duration.ofMinutes(1)).ordered(order -> order.suspended(false)).settle()
        .telling("It was resumed a minute later.").mustHave(2, 4, "The work goes on.");
    shop.about("a start time of now, and Suspended is False").because("The time begins anew.")
        .failUnless(shop.books().startTime().equals(Optional.of(later))
            && shop.books().condition("Suspended")
                .filter(one -> one.status().equals("False")).isPresent());
  }
}
