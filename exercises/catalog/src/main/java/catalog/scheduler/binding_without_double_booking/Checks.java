package catalog.scheduler.binding_without_double_booking;

import static catalog.scheduler.binding_without_double_booking.Desk.on;
import static catalog.scheduler.binding_without_double_booking.Desk.pod;
import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import kube.controlplane.scheduler.slot.SchedulingLoop;

/// The visible checks of X15: one or two nodes, a few Pods, and a tick now and then.
class Checks {
  static final Duration SECOND = Duration.ofSeconds(1);

  // Task 1: the plan.

  @Task(1)
  void a_booking_is_what_you_return(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "2").pods(pod("web", "1"));
    List<String> first = desk.seatedNow();
    boolean hasChosen = desk.asked().stream().anyMatch(one -> one.answer().equals("node-1"));
    Feedback told = weDid("node-1 has 2 CPU, and `web` waits for 1. We ticked once; the picker"
        + " chose node-1.").youAnswered("You booked " + first + ".")
        .weNeeded("We needed one booking: u-web on node-1.").read("L13#fact-bind")
        .because("The scheduler writes your bookings, and nothing else, as bindings.");
    told.named("writes_the_node_itself",
        "Placing is done through the *binding* sub-resource; update is refused.")
        .failWhen(hasChosen && first.isEmpty());
    told.failUnless(first.equals(List.of("u-web on node-1")));
    List<String> second = desk.seatedAfter(SECOND);
    weDid("A second later we ticked again. The answer to the booking had not come yet.")
        .youAnswered("You booked " + second + ".").weNeeded("We needed nothing.")
        .because("Whoever has a seat does not wait any more.").read("L13#fact-assumed")
        .failUnless(second.isEmpty());
  }

  @Task(1)
  void the_most_important_goes_first(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "8").pods(pod("low", "1").priority(1),
        pod("first", "1").priority(5), pod("high", "1").priority(9),
        pod("second", "1").priority(5));
    seated("`low`, `first`, `high` and `second` came in this order, with the priorities 1, 5, 9 and"
        + " 5. We ticked.", desk.seatedNow(),
        List.of("u-high on node-1", "u-first on node-1", "u-second on node-1", "u-low on node-1"),
        "When seats run out, the important ones should have theirs.");
  }

  // Task 2: when the answer is no.

  @Task(2)
  void a_failed_binding_frees_the_seat(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("web", "1"));
    desk.seatedNow();
    desk.bound("u-web", false).gone(pod("web", "1")).pods(pod("db", "1"));
    List<String> seated = desk.seatedAfter(Duration.ofHours(1));
    boolean isBlocked = desk.asked().stream()
        .anyMatch(one -> one.seats().getOrDefault("node-1", List.of()).contains("u-web"));
    Feedback told = weDid("node-1 has one seat, and `web` was booked there at 10:00. The binding"
        + " failed, `web` was deleted, and `db` came. At 11:00 we ticked.")
        .youAnswered("You booked " + seated + ".").weNeeded("We needed: u-db on node-1.")
        .because("A seat that nobody takes is lost for everybody.").read("L13#fact-assumed");
    told.named("never_unassumes",
        "The bind failed at 10:00; the seat is still blocked at 11:00.").failWhen(isBlocked);
    told.failUnless(seated.equals(List.of("u-db on node-1")));
  }

  @Task(2)
  void who_was_refused_waits_again(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("web", "1"));
    desk.seatedNow();
    desk.bound("u-web", false);
    List<String> atOnce = desk.seatedNow();
    weDid("`web` was booked on node-1, and the binding failed. We ticked in the same instant.")
        .youAnswered("You booked " + atOnce + ".").weNeeded("We needed nothing: it pauses for 1 s.")
        .because("What failed a moment ago will fail again now.").read("L13#fact-backoff")
        .failUnless(atOnce.isEmpty());
    seated("`web` was refused. Two seconds later we ticked.", desk.seatedAfter(SECOND.multipliedBy(
        2)), List.of("u-web on node-1"), "The next time it may work.");
  }

  // Task 3: waiting.

  @Task(3)
  void a_node_that_appears_helps(SchedulingLoop loop) {
    Desk desk = new Desk(loop).node("node-1", "1").pods(pod("web", "2"));
    seated("node-1 has 1 CPU, and `web` asks for 2. We ticked.", desk.seatedNow(), List.of(),
        "The picker said: nowhere.");
    desk.node("node-2", "4");
    seated("Then node-2 appeared, with 4 CPU. A second later we ticked.", desk.seatedAfter(SECOND),
        List.of("u-web on node-2"), "That is what it has been waiting for.");
  }

  // Task 4: a memory that may be lost.

  @Task(4)
  void who_sits_there_already_counts(SchedulingLoop loop) {
    Desk desk = new Desk(loop).pods(on("old", "1", "node-1"), pod("web", "1")).node("node-1", "1")
        .node("node-2", "1");
    seated("We told you of `old`, which sits on node-1, of `web`, which waits, and then of node-1"
        + " and node-2 with one seat each. We ticked.", desk.seatedNow(),
        List.of("u-web on node-2"), "News comes in any order.");
    desk.gone(on("old", "1", "node-1")).pods(pod("db", "1"));
    seated("Then `old` was gone, and `db` came. We ticked.", desk.seatedAfter(SECOND),
        List.of("u-db on node-1"), "Its seat is free.");
  }

  static void seated(String told, List<String> seated, List<String> needed, String because) {
    weDid(told).youAnswered("You booked " + seated + ".").weNeeded("We needed " + needed + ".")
        .because(because).read("L13").failUnless(seated.equals(needed));
  }
}
