package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import kube.foundation.machine.Actor;
import kube.foundation.machine.Clock;
import kube.foundation.machine.Timer;
import org.jspecify.annotations.Nullable;

/// What a program means to do later, and when.
///
/// It can also let the program live through a time that has passed, at once: work comes in its order
/// and sees the clock of its own moment, and what is due after the present waits for its time.
///
/// Owned by the loop.
final class Agenda implements Clock {

  /// A program that has done more than this does the rest from now on.
  private static final int STEPS_AT_MOST = 5_000;

  private static final Comparator<Pending> ORDER = Comparator
      .<Pending, Instant>comparing(work -> work.due).thenComparingLong(work -> work.number);

  private final Actor actor;
  private final TreeSet<Pending> pending = new TreeSet<>(ORDER);
  private long count;
  private @Nullable Instant past;

  Agenda(Actor actor) {
    this.actor = actor;
  }

  @Override
  public Instant now() {
    Instant moment = past;
    return moment == null ? actor.now() : moment;
  }

  Timer after(Duration delay, Runnable work) {
    Pending entry = new Pending(now().plus(delay), ++count, work);
    pending.add(entry);
    if (past == null) entry.timer = actor.after(delay, entry);
    return entry;
  }

  /// Nothing of it will be done.
  void clear() {
    List.copyOf(pending).forEach(Timer::cancel);
  }

  /// Lives again from a moment of the past until now.
  ///
  /// @param goesOn whether it still makes sense
  void relive(Instant from, Runnable first, BooleanSupplier goesOn) {
    Instant present = actor.now();
    past = from;
    after(Duration.ZERO, first);
    for (int step = 0; step < STEPS_AT_MOST && goesOn.getAsBoolean(); step++) {
      if (pending.isEmpty() || pending.getFirst().due.isAfter(present)) break;
      Pending next = pending.getFirst();
      past = next.due;
      next.run();
    }
    past = null;
    for (Pending left : List.copyOf(pending)) {
      Duration delay = Duration.between(present, left.due);
      left.timer = actor.after(delay.isNegative() ? Duration.ZERO : delay, left);
    }
  }

  /// One thing to do.
  private final class Pending implements Timer, Runnable {
    private final Instant due;
    private final long number;
    private final Runnable work;
    private @Nullable Timer timer;

    private Pending(Instant due, long number, Runnable work) {
      this.due = due;
      this.number = number;
      this.work = work;
    }

    @Override
    public void run() {
      pending.remove(this);
      work.run();
    }

    @Override
    public void cancel() {
      pending.remove(this);
      if (timer != null) timer.cancel();
    }
  }
}
