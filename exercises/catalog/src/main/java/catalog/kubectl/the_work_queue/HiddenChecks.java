package catalog.kubectl.the_work_queue;

import static catalog.kubectl.the_work_queue.Checks.shown;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kube.foundation.client.queue.WorkQueue;
import kube.foundation.machine.Randomness;

/// The hidden checks of X13: a thousand names, corners of time, and random shifts.
@Hidden
class HiddenChecks {
  private static final int NAMES = 1_000;
  private static final int TURNS = 200;
  private static final int SHIFTS = 10;

  @Task(1)
  void nobody_waits_for_ever(WorkQueue queue) {
    Shift shift = new Shift(queue);
    for (int i = 0; i < NAMES; i++) shift.add("web-" + i);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < TURNS; i++) {
      String name = shown(shift.take());
      shift.about(name + " again", "a name that has waited all the time")
          .because("One busy object must not keep the others from their turn.")
          .failUnless(seen.add(name));
      shift.add(name).done(name);
    }
  }

  @Task(2)
  void what_has_not_changed_does_not_come_back(WorkQueue queue) {
    Shift shift = new Shift(queue).add("web");
    Optional<String> _ = shift.take();
    shift.add("web", "web", "web").hasWaiting(0).done("web").hasWaiting(1);
    Optional<String> again = shift.take();
    shift.about(shown(again), "web, once").failUnless(again.equals(Optional.of("web")));
    shift.done("web").hasWaiting(0);
    Optional<String> third = shift.take();
    shift.about(shown(third), "nothing").because("Work that nobody asked for is work for nothing.")
        .failUnless(third.isEmpty());
  }

  @Task(2)
  void two_workers_take_two_names(WorkQueue queue) {
    Shift shift = new Shift(queue).add("web", "db");
    Set<String> both = new TreeSet<>(shift.takeAll());
    shift.about(both + " were taken", "web and db").failUnless(both.equals(Set.of("web", "db")));
    shift.add("db", "web").done("web").hasWaiting(1);
    Optional<String> next = shift.take();
    shift.about(shown(next), "web, because somebody still works on db")
        .failUnless(next.equals(Optional.of("web")));
  }

  @Task(3)
  void a_wish_for_later_is_kept_beside_the_work(WorkQueue queue) {
    Shift shift = new Shift(queue).addAfter("web", Duration.ofSeconds(5)).add("web").hasWaiting(1);
    Optional<String> _ = shift.take();
    shift.pass(Duration.ofSeconds(5)).hasWaiting(0);
    Optional<String> early = shift.take();
    shift.about(shown(early), "nothing, because somebody works on web").failUnless(early.isEmpty());
    shift.done("web").hasWaiting(1);
    Optional<String> later = shift.take();
    shift.about(shown(later), "web, for which the five seconds are over")
        .because("To look at once takes no wish back.")
        .failUnless(later.equals(Optional.of("web")));
  }

  @Task(3)
  void an_earlier_wish_takes_the_place_of_a_later_one(WorkQueue queue) {
    Shift shift = new Shift(queue).addAfter("web", Duration.ofSeconds(60))
        .addAfter("web", Duration.ofSeconds(1)).addAfter("now", Duration.ZERO)
        .addAfter("past", Duration.ofSeconds(-3)).hasWaiting(2).pass(Duration.ofSeconds(10))
        .hasWaiting(3);
    int taken = shift.takeAll().size();
    shift.about(taken + " taken", "web, now and past").failUnless(taken == 3);
    shift.done("web", "now", "past").pass(Duration.ofSeconds(100)).hasWaiting(0);
  }

  @Task(4)
  void the_wait_has_an_end(WorkQueue queue) {
    Shift shift = new Shift(queue);
    Duration delay = WorkQueue.FIRST_DELAY;
    for (int failure = 0; failure < 40; failure++) {
      Checks.failsFor(shift, delay);
      delay = delay.multipliedBy(2);
      if (delay.compareTo(WorkQueue.LONGEST_DELAY) > 0) delay = WorkQueue.LONGEST_DELAY;
    }
  }

  @Task(4)
  void each_name_has_failures_of_its_own(WorkQueue queue) {
    Shift shift = new Shift(queue).fail("db").fail("db").fail("db").pass(Duration.ofSeconds(1));
    String because = "Failures of one object are no news of another.";
    Optional<String> db = shift.take();
    shift.about(shown(db), "db").because(because).failUnless(db.equals(Optional.of("db")));
    Checks.failsFor(shift.done("db"), Duration.ofMillis(5));
    shift.fail("db").forget("db").pass(Duration.ofSeconds(1)).hasWaiting(1);
    Optional<String> again = shift.take();
    shift.about(shown(again), "db, which is still to come back").because(because)
        .failUnless(again.equals(Optional.of("db")));
    Checks.failsFor(shift.done("db"), Duration.ofMillis(10));
  }

  @Task(4)
  void random_shifts_lose_nothing(Learner<WorkQueue> learner,
      Seed seed, Remark remark) {
    Randomness chance = seed.random().branch("shifts");
    int taken = 0;
    for (int number = 0; number < SHIFTS; number++) {
      taken += new RandomShift(learner.start(), chance)
          .work(10 + 5 * number);
    }
    remark.says(taken + " names were taken in " + SHIFTS + " random shifts, none by two workers"
        + " and none forgotten.");
  }
}
