package catalog.scheduler.binding_without_double_booking;

import static catalog.scheduler.binding_without_double_booking.Checks.SECOND;
import static catalog.scheduler.binding_without_double_booking.Checks.seated;
import static catalog.scheduler.binding_without_double_booking.Desk.on;
import static catalog.scheduler.binding_without_double_booking.Desk.pod;
import static grader.check.Feedback.weDid;

import catalog.scheduler.PodDraft;
import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kube.controlplane.scheduler.slot.SchedulingLoop;

/// The hidden checks of X15: answers that come late or are no, giants, floods, and a random day.
@Hidden
class HiddenChecks {
  private static final int SMALL_ONES = 200;
  private static final int ROOM_FOR = 10;
  private static final int TICKS = 200;
  private static final int DAYS = 6;

  // Task 1: the plan.

  @Task(1)
  void two_pods_do_not_get_one_seat(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("web", "1"), pod("db", "1"));
    List<String> seated = desk.seatedNow();
    Feedback told = weDid("node-1 has one seat, and `web` and `db` wait. We ticked once.")
        .youAnswered("You booked " + seated + ".").weNeeded("We needed: u-web on node-1.")
        .because("The cluster shows a booking much later than you make it.")
        .read("L13#fact-assumed");
    told.named("no_assuming", "Both Pods got the last seat because the first booking was not"
        + " written in your own plan yet.").failWhen(seated.size() == 2);
    told.failUnless(seated.equals(List.of("u-web on node-1")));
  }

  @Task(1)
  void the_answer_may_come_late(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "2").pods(pod("web", "1"));
    desk.seatedNow();
    for (int second = 0; second < 12; second++) {
      desk.pods(pod("web", "1").labeled("second", second + ""));
      seated("`web` was booked, and for seconds there was no answer. It looked different each"
          + " second, and we ticked.",
          desk.seatedAfter(SECOND), List.of(), "It has its seat.");
    }
    desk.bound("u-web", true).pods(pod("db", "1"));
    seated("The answer was yes, but the cluster did not show `web` on node-1 yet; `db` came. We"
        + " ticked.", desk.seatedAfter(SECOND), List.of("u-db on node-1"), "One seat was left.");
    desk.pods(on("web", "1", "node-1"), pod("late", "1"));
    seated("Then the cluster showed `web` on node-1, and `late` came. We ticked.",
        desk.seatedAfter(SECOND), List.of(), "Two seats are taken, and there are two.");
    weDid("The cluster showed `web` on node-1, where you had booked it; `db` was booked there.")
        .youAnswered("You showed the picker these seats: " + desk.asked() + ".")
        .weNeeded("We needed each of them once.").because("Nobody needs two seats.")
        .read("L13#fact-assumed")
        .failUnless(desk.asked().stream().allMatch(
            one -> one.seats().getOrDefault("node-1", List.of()).equals(List.of("u-db", "u-web"))));
  }

  @Task(1)
  void pods_of_other_schedulers_only_take_seats(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "2").pods(pod("theirs", "1").of("gpu-scheduler"),
        on("sits", "1", "node-1").of("gpu-scheduler"), pod("web", "2"));
    seated("`theirs` waits for another scheduler, and `sits` has a seat from it. node-1 has two"
        + " seats, and `web` asks for both. We ticked.", desk.seatedNow(), List.of(),
        "One seat is left, and it is not for `theirs`.");
    weDid("`theirs` waits for another scheduler.")
        .youAnswered("You tried it " + desk.triesOf("u-theirs") + " times.")
        .weNeeded("We needed: never.").because("Two schedulers would bind it twice.")
        .read("L13#fact-bind").failUnless(desk.triesOf("u-theirs") == 0);
  }

  @Task(1)
  void a_node_may_go_and_change(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").node("node-2", "1").node("node-3", "1");
    desk.loop().nodeGone("node-1");
    desk.node("node-2", "4").pods(pod("web", "1"), pod("db", "3"));
    seated("node-1 went away, and node-2 grew from 1 to 4 CPU. `web` (1) and `db` (3) came. We"
        + " ticked.", desk.seatedNow(), List.of("u-web on node-2", "u-db on node-2"),
        "The last news of a node counts.");
  }

  // Task 2: when the answer is no.

  @Task(2)
  void a_pod_deleted_after_its_booking_leaves_no_trace(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("web", "1"));
    desk.seatedNow();
    desk.gone(pod("web", "1")).pods(pod("db", "1"));
    seated("`web` was booked on node-1, the only seat, and deleted before the answer came; `db`"
        + " came. We ticked.", desk.seatedAfter(SECOND), List.of("u-db on node-1"),
        "Nobody will sit there.");
    desk.bound("u-web", false).pods(pod("late", "1"));
    seated("Then the answer came: no. `late` came, too. We ticked for 20 s.", ticks(desk, 20),
        List.of(), "That seat belongs to `db` now.");
  }

  @Task(2)
  void who_was_bound_by_somebody_else_stays_there(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").node("node-2", "1").pods(pod("web", "1"));
    desk.seatedNow();
    desk.pods(on("web", "1", "node-2")).bound("u-web", false).pods(pod("db", "1"));
    seated("`web` was booked on node-1, but somebody else had bound it to node-2: the cluster shows"
        + " it there, and the answer was no. `db` came. We ticked for 20 s.", ticks(desk, 20),
        List.of("u-db on node-1"), "What the cluster shows is so; the rest was a plan.");
  }

  @Task(2)
  void each_refusal_makes_the_pause_longer(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("web", "1"));
    List<Integer> seconds = new ArrayList<>();
    for (int second = 0; second <= 30; second++) {
      boolean isBooked = !desk.seatedAfter(second == 0 ? Duration.ZERO : SECOND).isEmpty();
      if (!isBooked) continue;
      seconds.add(second);
      desk.bound("u-web", false);
    }
    weDid("We refused every booking of `web` at once, and ticked each second.")
        .youAnswered("You booked it after " + seconds + " s.")
        .weNeeded("We needed [0, 1, 3, 7, 15, 25] s: pauses of 1, 2, 4, 8, 10 and 10.")
        .because("Somebody may be repairing what refuses it.").read("L13#fact-backoff")
        .failUnless(seconds.equals(List.of(0, 1, 3, 7, 15, 25)));
  }

  private static List<String> ticks(Desk desk, int seconds) {
    List<String> seated = new ArrayList<>();
    for (int second = 0; second < seconds; second++) seated.addAll(desk.seatedAfter(SECOND));
    return seated;
  }

  // Task 3: waiting.

  @Task(3)
  void a_giant_keeps_nobody_waiting(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", 10 * ROOM_FOR + "m");
    desk.pods(pod("giant", "100").priority(1_000));
    desk.pods(IntStream.range(0, SMALL_ONES).mapToObj(number -> pod("small-" + number, "10m"))
        .toArray(PodDraft[]::new));
    int seated = desk.seatedNow().size();
    Feedback told = weDid("A giant that fits nowhere came first and is the most important; 200"
        + " small Pods came after it, and there is room for ten of them. We ticked once.")
        .youAnswered("You booked " + seated + " Pods.").weNeeded("We needed 10.")
        .because("Nobody is helped when the others wait, too.").read("L13#fact-reasons");
    told.named("waits_behind_the_giant", "A giant Pod waits and 200 small ones with it.")
        .failWhen(seated == 0);
    told.failUnless(seated == ROOM_FOR);
  }

  @Task(3)
  void a_pod_that_cannot_fit_is_left_in_peace(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("giant", "100"));
    int tries = 0;
    for (int tick = 0; tick < TICKS; tick++) {
      desk.tickAfter(SECOND.dividedBy(TICKS));
      tries += desk.triesOf("u-giant");
    }
    Feedback told = weDid("`giant` fits nowhere. Within one second we ticked 200 times.")
        .youAnswered("You tried it " + tries + " times.").weNeeded("We needed: once.")
        .because("Each try looks at every node of the cluster.").read("L13#fact-backoff");
    told.named("tries_without_end", tries + " attempts a second for a Pod that cannot fit.")
        .failWhen(tries >= TICKS);
    told.failUnless(tries == 1);
  }

  @Task(3)
  void pauses_grow_to_ten_seconds(SchedulingLoop loop) {
    Desk desk = new Desk(loop).pods(pod("giant", "100"));
    List<Integer> seconds = new ArrayList<>();
    for (int second = 0; second <= 36; second++) {
      desk.node("node-1", (second % 2 + 1) + "");
      desk.tickAfter(second == 0 ? Duration.ZERO : SECOND);
      if (desk.triesOf("u-giant") > 0) seconds.add(second);
    }
    weDid("`giant` fits nowhere, node-1 changed each second, and we ticked each second.")
        .youAnswered("You tried it after " + seconds + " s.")
        .weNeeded("We needed [0, 1, 3, 7, 15, 25, 35] s: pauses of 1, 2, 4, 8, and then 10.")
        .because("News alone is no reason to ask every node again.").read("L13#fact-backoff")
        .failUnless(seconds.equals(List.of(0, 1, 3, 7, 15, 25, 35)));
  }

  @Task(3)
  void each_has_a_pause_of_its_own(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("giant", "100"));
    ticks(desk, 4);
    desk.pods(pod("huge", "50"));
    desk.tickAfter(SECOND);
    int fresh = desk.triesOf("u-huge");
    weDid("`giant` had been tried three times in vain when `huge` came. We ticked a second later.")
        .youAnswered("You tried `huge` " + fresh + " times.").weNeeded("We needed: once.")
        .because("It has not failed yet.").read("L13#fact-backoff").failUnless(fresh == 1);
    desk.gone(pod("giant", "100")).pods(pod("giant", "100"));
    desk.tickAfter(SECOND);
    int again = desk.triesOf("u-giant");
    weDid("Then `giant` was gone, and was there again. We ticked.")
        .youAnswered("You tried it " + again + " times.").weNeeded("We needed: once.")
        .because("What is gone leaves no notes behind.").read("L13#fact-backoff")
        .failUnless(again == 1);
  }

  // Task 4: a memory that may be lost.

  @Task(4)
  void a_new_one_begins_with_what_it_is_told(Learner<SchedulingLoop> learner) {
    Desk before = new Desk(learner.start()).node("node-1", "1").pods(pod("web", "1"));
    before.seatedNow();
    Desk after = new Desk(learner.start()).node("node-1", "1").pods(pod("web", "1"));
    seated("You booked `web` on node-1, and were restarted before the binding was written. We told"
        + " you everything anew, and ticked.", after.seatedNow(), List.of("u-web on node-1"),
        "Notes that live in a process die with it.");
    Desk shown = new Desk(learner.start()).node("node-1", "1").pods(on("web", "1", "node-1"), pod(
        "db", "1"));
    seated("You were restarted again, when the cluster showed `web` on node-1; `db` waits. We"
        + " ticked.", shown.seatedNow(), List.of(), "The cluster remembers for you.");
  }

  @Task(4)
  void a_random_day_ends_well(Learner<SchedulingLoop> learner, Seed seed, Remark remark) {
    int bookings = 0;
    for (int number = 0; number < DAYS; number++) {
      RandomDay day = new RandomDay(learner, seed.random().branch("day " + number), "Day " + number
          + " of seed " + seed.value() + ". ");
      bookings += day.live();
    }
    remark
        .says("You booked " + bookings + " seats on " + DAYS + " random days, none of them twice.");
  }
}
