package kube.controlplane.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.queue.QueuedPod;
import kube.controlplane.scheduler.queue.SchedulingQueue;
import kube.controlplane.scheduler.slot.Picker.Pick;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.slot.SchedulingLoop.Booking;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Dice;
import kube.foundation.machine.Part;
import kube.foundation.machine.Timer;
import org.jspecify.annotations.Nullable;

/// Runs somebody else's [SchedulingLoop] in the place of our queue, and checks what it does.
///
/// Our own queue only decides who may be tried at all; whoever may is handed on. A booking counts
/// when the Pod waits and fits where it is to go. A loop that lets a Pod wait which has long had a
/// seat, or tries one without end, is found out too.
///
/// Owned by the loop of the cluster.
final class BorrowedLoop {

  private static final Duration BETWEEN_TICKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_UNTRIED = Duration.ofSeconds(3);

  /// Twice the longest back-off.
  private static final Duration LONGEST_BETWEEN_TRIES = Duration.ofSeconds(20);
  private static final int TRIES_IN_A_SECOND = 100;

  /// News that comes at one moment is told of before the tick.
  private static final Duration BREATH = Duration.ofMillis(10);

  /// A Pod that the loop has been handed.
  private static final class Handed {
    private final QueuedPod queued;
    private Instant since;
    private int tries;
    private int triesInSecond;
    private boolean isBooked;

    private Handed(QueuedPod queued, Instant now) {
      this.queued = queued;
      this.since = now;
    }

    private void tried(Instant now) {
      boolean isSameSecond = tries > 0 && since.plusSeconds(1).isAfter(now);
      triesInSecond = isSameSecond ? triesInSecond + 1 : 1;
      if (!isSameSecond) since = now;
      tries++;
    }
  }

  private final Actor actor;
  private final Part<SchedulingLoop> part;
  private final SchedulingQueue queue;
  private final SchedulerCache cache;
  private final SchedulingCycle cycle;
  private final BooleanSupplier knowsAll;
  private final Map<String, Handed> handed = new LinkedHashMap<>();
  private boolean isTickDue;
  private @Nullable Timer nextTick;

  /// @param knowsAll whether it has been told everything that was there at the start
  BorrowedLoop(Actor actor, Part<SchedulingLoop> part, SchedulingQueue queue, SchedulerCache cache,
      SchedulingCycle cycle, BooleanSupplier knowsAll) {
    this.actor = actor;
    this.part = part;
    this.queue = queue;
    this.cache = cache;
    this.cycle = cycle;
    this.knowsAll = knowsAll;
    cycle.onBound(this::bound);
  }

  /// Without effect once the part has failed: the scheduler is about to begin anew.
  private void tell(Consumer<SchedulingLoop> news) {
    if (!part.isForeign()) return;
    part.tell(news);
    wake();
  }

  void nodeSeen(NodeView node) {
    tell(loop -> loop.nodeChanged(node));
  }

  void nodeGone(String node) {
    tell(loop -> loop.nodeGone(node));
  }

  void podGone(PodView pod) {
    handed.remove(pod.metadata().uid());
    tell(loop -> loop.podGone(pod));
  }

  /// A Pod of ours that waits is told of when our queue lets it be tried.
  void podSeen(PodView pod) {
    boolean isHeldBack = !pod.isAssigned() && cycle.serves(pod)
        && !handed.containsKey(pod.metadata().uid());
    if (isHeldBack) return;
    if (pod.isAssigned()) handed.remove(pod.metadata().uid());
    tell(loop -> loop.podAdded(pod));
  }

  private void bound(PodView pod, boolean ok) {
    String uid = pod.metadata().uid();
    Handed known = handed.get(uid);
    if (ok) handed.remove(uid);
    else if (known != null)
      known.isBooked = false;
    actor.post(() -> tell(loop -> loop.bound(uid, ok)));
  }

  /// Sees to a tick, now that there is news.
  void wake() {
    if (isTickDue) return;
    isTickDue = true;
    actor.after(BREATH, this::tick);
  }

  private void tick() {
    isTickDue = false;
    if (nextTick != null) nextTick.cancel();
    if (!part.isForeign() || !knowsAll.getAsBoolean()) return;
    handOn();
    List<Booking> bookings = part.ask(loop -> List.copyOf(loop.tick(actor.now(), this::pick,
        actor.randomness())));
    bookings.forEach(this::carryOut);
    handed.values().forEach(this::requireEffort);
    if (!handed.isEmpty()) nextTick = actor.after(BETWEEN_TICKS, this::tick);
  }

  private void handOn() {
    for (Optional<QueuedPod> next = queue.next(); next.isPresent(); next = queue.next()) {
      PodView pod = next.get().pod();
      if (cycle.isGang(pod)) {
        cycle.turn(next.get());
      } else {
        handed.put(pod.metadata().uid(), new Handed(next.get(), actor.now()));
        part.tell(loop -> loop.podAdded(pod));
      }
    }
  }

  /// The picker that the loop is handed; it may call from a thread of its own.
  private Pick pick(PodView pod, List<Seats> seats, Dice ties) {
    return actor.confinement().ours(() -> {
      Handed known = handed.get(pod.metadata().uid());
      if (known == null || known.isBooked) {
        throw new IllegalArgumentException("the Pod \"" + pod.key() + "\" does not wait for a node"
            + " of this scheduler");
      }
      known.tried(actor.now());
      if (known.triesInSecond > TRIES_IN_A_SECOND) {
        throw new IllegalStateException("the Pod \"" + pod.key() + "\" was tried more than "
            + TRIES_IN_A_SECOND + " times within a second");
      }
      return cycle.pickAmong(known.queued.pod(), seats);
    });
  }

  private void carryOut(Booking booking) {
    Handed known = handed.get(booking.podUid());
    if (known == null || known.isBooked) {
      part.lied("it books a seat for a Pod that does not wait: " + booking.podUid());
      return;
    }
    Optional<String> obstacle = cycle.obstacle(known.queued.pod(), booking.node());
    if (obstacle.isPresent()) {
      part.lied("it books the Pod \"" + known.queued.key() + "\" on " + booking.node() + ", "
          + obstacle.get());
      return;
    }
    known.isBooked = true;
    cycle.book(known.queued, booking.node());
  }

  /// Who is not tried although there is a seat has been forgotten.
  private void requireEffort(Handed pod) {
    Duration patience = pod.tries == 0 ? LONGEST_UNTRIED : LONGEST_BETWEEN_TRIES;
    if (pod.isBooked || pod.since.plus(patience).isAfter(actor.now())) return;
    cache.rooms().stream().map(room -> room.name())
        .filter(node -> cycle.obstacle(pod.queued.pod(), node).isEmpty()).findFirst()
        .ifPresent(node -> part.lied("it leaves the Pod \"" + pod.queued.key()
            + "\" waiting, although it fits on " + node));
  }
}
