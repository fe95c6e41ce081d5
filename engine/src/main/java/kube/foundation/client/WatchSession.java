package kube.foundation.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchHandle;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import org.jspecify.annotations.Nullable;

/// One watch stream as it reaches a client: in order, but late, and sometimes cut.
final class WatchSession implements WatchSink {

  private static final Duration PAUSE_BEFORE_RESUMING = Duration.ofMillis(800);

  /// How long an event occupies the wire. Short; but a client may act between any two events.
  private static final Duration TIME_ON_THE_WIRE = Duration.ofNanos(10_000);

  private final Actor actor;
  private final Faults faults;
  private final String what;
  private final Consumer<WatchEvent> take;
  private final Runnable listAgain;
  private final Runnable watchAgain;
  private Instant lastArrival;
  private @Nullable WatchHandle handle;
  private boolean over;
  private boolean abandoned;

  WatchSession(Actor actor, Faults faults, String what, Consumer<WatchEvent> take,
      Runnable listAgain, Runnable watchAgain) {
    this.actor = actor;
    this.lastArrival = actor.worldTime();
    this.faults = faults;
    this.what = what;
    this.take = take;
    this.listAgain = listAgain;
    this.watchAgain = watchAgain;
  }

  void opened(WatchHandle opened) {
    handle = opened;
  }

  /// The client lists anew: what is still on the wire is older than its list and must not reach it.
  void abandon() {
    abandoned = true;
    if (!over) hangUp();
  }

  @Override
  public void event(WatchEvent event) {
    if (over) return;
    actor.log().follow(event.object().revision());
    if (!actor.isRunning()) {
      hangUp();
    } else if (event.type().equals("ERROR")) {
      over = true;
      arrive(listAgain);
    } else if (faults.silencesWatch(actor.name())) {
      fallSilent();
    } else {
      arrive(() -> take.accept(event));
    }
  }

  @Override
  public void ended() {
    if (over) return;
    over = true;
    resumeAfter(PAUSE_BEFORE_RESUMING);
  }

  /// Events overtake nobody: each arrives after the one before, also when that one was very late.
  /// So a cache shows even what was done in one breath one by one, as a real one does.
  private void arrive(Runnable work) {
    Instant arrival = actor.worldTime().plus(faults.watchDelay(actor.name()));
    Instant earliest = lastArrival.plus(TIME_ON_THE_WIRE);
    if (arrival.isBefore(earliest)) arrival = earliest;
    lastArrival = arrival;
    later(Duration.between(actor.worldTime(), arrival), work);
  }

  private void later(Duration delay, Runnable work) {
    actor.after(delay, () -> {
      if (!abandoned) work.run();
    });
  }

  private void fallSilent() {
    actor.record("lose-watch", what, "the stream fell silent; the client has yet to notice");
    hangUp();
    resumeAfter(faults.plan().silenceNoticed());
  }

  /// The client reads what is on the wire to its end before it asks anew. Otherwise it would ask
  /// for the same events again, and an old one could arrive after a newer one and bring back to
  /// life, in its copy, what is long gone.
  private void resumeAfter(Duration pause) {
    Duration untilRead = Duration.between(actor.worldTime(), lastArrival);
    later(untilRead.isPositive() ? untilRead.plus(pause) : pause, watchAgain);
  }

  private void hangUp() {
    over = true;
    if (handle != null) handle.cancel();
  }
}
