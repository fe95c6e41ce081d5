package catalog.scheduler.binding_without_double_booking;

import static grader.check.Feedback.weDid;

import catalog.scheduler.PodDraft;
import grader.check.Learner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.slot.SchedulingLoop.Booking;
import kube.foundation.machine.Randomness;

/// A cluster in which Pods come and go, answers come late or are no, and the loop is restarted. In the
/// quiet hours at its end every answer is yes, so that nobody may still wait who fits.
///
/// It knows the truth: who sits where, and which bookings are on their way.
final class RandomDay {
  private static final int BUSY_SECONDS = 40;
  private static final int QUIET_SECONDS = 25;
  private static final List<Integer> SIZES = List.of(300, 500, 1_000, 1_900, 9_000);

  /// @param node where the cluster shows it; empty while it waits
  private record Guest(int millis, int priority, String node) {
    Guest on(String where) {
      return new Guest(millis, priority, where);
    }
  }

  /// @param due in which second the answer comes
  private record OnItsWay(Booking booking, int due) {}

  private final Learner<SchedulingLoop> learner;
  private final Randomness chance;
  private final String told;
  private final Map<String, Integer> nodes = new TreeMap<>();
  private final Map<String, Guest> guests = new LinkedHashMap<>();
  private final List<OnItsWay> onTheirWay = new ArrayList<>();
  private Desk desk;
  private int born;
  private int bookings;

  RandomDay(Learner<SchedulingLoop> learner, Randomness chance, String told) {
    this.learner = learner;
    this.chance = chance;
    this.told = told;
    desk = new Desk(learner.start());
  }

  /// Lives through the day, and says how many bookings there were.
  int live() {
    for (int second = 0; second < BUSY_SECONDS + QUIET_SECONDS; second++) {
      answer(second);
      if (second < BUSY_SECONDS) happen(second);
      for (Booking booking : desk.tickAfter(Duration.ofSeconds(1))) take(booking, second);
    }
    requireNobodyIsForgotten();
    return bookings;
  }

  private void happen(int second) {
    if (second == 0 || (nodes.size() < 4 && chance.chance(0.1))) {
      String name = "n" + nodes.size();
      nodes.put(name, 2_000);
      desk.node(name, "2");
    }
    if (chance.chance(0.6)) {
      String name = "p" + born++;
      guests.put(name, new Guest(chance.pick(SIZES), chance.below(3), ""));
      show(name);
    }
    if (!guests.isEmpty() && chance.chance(0.3)) {
      String name = chance.pick(List.copyOf(guests.keySet()));
      PodDraft last = draft(name);
      guests.remove(name);
      desk.gone(last);
    }
    if (chance.chance(0.05)) restart();
  }

  /// The new one is told what the cluster shows; answers to the old one find nobody.
  private void restart() {
    for (OnItsWay one : onTheirWay) settle(one.booking(), chance.chance(0.5));
    onTheirWay.clear();
    desk = new Desk(learner.start());
    guests.keySet().forEach(this::show);
    nodes.forEach((name, millis) -> desk.node(name, millis + "m"));
  }

  private void answer(int second) {
    for (OnItsWay one : List.copyOf(onTheirWay)) {
      if (one.due() > second) continue;
      onTheirWay.remove(one);
      boolean ok = settle(one.booking(), second >= BUSY_SECONDS || chance.chance(0.8));
      String name = name(one.booking());
      boolean isShownFirst = chance.chance(0.5);
      if (ok && isShownFirst) show(name);
      desk.bound(one.booking().podUid(), ok);
      if (ok && !isShownFirst) show(name);
    }
  }

  /// Writes the binding, if it is to work out and the Pod is still there.
  private boolean settle(Booking booking, boolean isLucky) {
    Guest guest = guests.get(name(booking));
    if (guest == null || !isLucky) return false;
    guests.put(name(booking), guest.on(booking.node()));
    return true;
  }

  private void take(Booking booking, int second) {
    bookings++;
    Guest guest = guests.get(name(booking));
    boolean isFree = guest != null && guest.node().isEmpty()
        && onTheirWay.stream().noneMatch(one -> one.booking().podUid().equals(booking.podUid()));
    weDid(told + "In second " + second + " you booked " + booking + ".")
        .youAnswered("That Pod " + (guest == null ? "is gone." : "has a seat or a booking."))
        .weNeeded("Only who waits is booked.").because("A Pod is bound once.")
        .read("L13#fact-bind").failUnless(isFree);
    onTheirWay.add(new OnItsWay(booking, second + 1 + chance.below(6)));
    int room = nodes.getOrDefault(booking.node(), 0) - taken(booking.node());
    weDid(told + "In second " + second + " you booked " + booking + ".")
        .youAnswered("Now " + -room + "m more are promised there than there are.")
        .weNeeded("What is booked and not answered yet is taken.")
        .because("Two Pods on one seat: one of them will be sent away by its node.")
        .read("L13#fact-assumed").failUnless(room >= 0);
  }

  private int taken(String node) {
    int shown = guests.values().stream().filter(guest -> guest.node().equals(node))
        .mapToInt(Guest::millis).sum();
    int promised = onTheirWay.stream().filter(one -> one.booking().node().equals(node))
        .flatMap(one -> Optional.ofNullable(guests.get(name(one.booking()))).stream())
        .mapToInt(Guest::millis).sum();
    return shown + promised;
  }

  private void requireNobodyIsForgotten() {
    guests.forEach((name, guest) -> nodes.forEach((node, millis) -> {
      boolean waits = guest.node().isEmpty()
          && onTheirWay.stream().noneMatch(one -> name(one.booking()).equals(name));
      weDid(told + "For the last " + QUIET_SECONDS + " s nothing happened. `" + name
          + "` waits for " + guest.millis() + "m.")
          .youAnswered("On " + node + " there are " + (millis - taken(node)) + "m.")
          .weNeeded("It has to have a seat.").because("A Pod that is forgotten waits for ever.")
          .read("L13#fact-backoff").failWhen(waits && guest.millis() <= millis - taken(node));
    }));
  }

  private void show(String name) {
    desk.pods(draft(name));
  }

  private PodDraft draft(String name) {
    Guest guest = guests.getOrDefault(name, new Guest(0, 0, ""));
    PodDraft draft = Desk.pod(name, guest.millis() + "m").priority(guest.priority());
    return guest.node().isEmpty() ? draft : draft.runningOn(guest.node(), Desk.TEN);
  }

  private static String name(Booking booking) {
    return booking.podUid().substring("u-".length());
  }
}
