package kube.controlplane.etcd.mirror;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import kube.controlplane.etcd.SinkFailedException;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.WatchSink;
import kube.foundation.machine.Part;
import org.jspecify.annotations.Nullable;

/// One watch, as both hubs know it: ours says what is due, theirs says it.
///
/// As a sink it hears our hub. While nobody else delivers, that is the watcher's own news; otherwise
/// it waits here until theirs says the same.
///
/// Owned by its [MirroredHub].
final class MirroredWatch implements Watch, WatchSink {

  private final MirroredHub hub;
  private final String prefix;
  private final WatchSink sink;
  private final Deque<WatchEvent> expected = new ArrayDeque<>(0);
  private @Nullable Watch due;
  private @Nullable Watch told;
  private State end = State.ACTIVE;
  private long lastRevision;

  MirroredWatch(MirroredHub hub, String prefix, WatchSink sink) {
    this.hub = hub;
    this.prefix = prefix;
    this.sink = sink;
  }

  void due(Watch ofOurs) {
    due = ofOurs;
  }

  Watch due() {
    if (due == null) throw new IllegalStateException("this watch has not begun");
    return due;
  }

  /// Begins the same watch in another hub.
  void follow(Part<WatchHub> part, long fromRevision) {
    State right = state();
    Optional<Watch> begun = part.ask(
        theirs -> Optional.of(theirs.watch(prefix, fromRevision, new Ear(part))),
        watch -> lie("begin a watch of " + prefix + " at revision " + fromRevision, right,
            part.ask(_ -> watch.orElseThrow().state(), _ -> Optional.empty(), () -> right)),
        Optional::empty);
    told = begun.orElse(null);
  }

  private static Optional<String> lie(String question, State right, State answer) {
    return right == answer
        ? Optional.empty()
        : Optional.of("asked to " + question + " it answered " + answer + " where " + right
            + " is right");
  }

  @Override
  public boolean isReady() {
    return sink.isReady();
  }

  /// Our hub says what is due.
  @Override
  public void accept(WatchEvent event) {
    boolean weDeliver = hub.theirs() == null;
    if (weDeliver && expected.isEmpty()) {
      lastRevision = event.revision();
      sink.accept(event);
    } else if (!(event instanceof WatchEvent.Bookmark)) {
      expected.add(event);
      hub.isBehind(this);
    }
  }

  /// What another hub tells this watcher.
  private final class Ear implements WatchSink {
    private final Part<WatchHub> part;

    private Ear(Part<WatchHub> part) {
      this.part = part;
    }

    @Override
    public boolean isReady() {
      return hub.asOurselves(sink::isReady);
    }

    @Override
    public void accept(WatchEvent event) {
      boolean _ = hub.asOurselves(() -> {
        if (part.equals(hub.theirs()) && state() == State.ACTIVE) heard(event, part);
        return true;
      });
    }
  }

  private void heard(WatchEvent event, Part<WatchHub> part) {
    if (!hub.isPumping()) {
      part.lied("it told a watcher of " + prefix + " something outside a pump");
      return;
    }
    if (expected.isEmpty()) hub.workOutWhatIsDue();
    WatchEvent next = expected.peek();
    if (event instanceof WatchEvent.Bookmark(long revision)) {
      if (revision <= hub.newest() && (next == null || next.revision() > revision)) {
        tell(event);
      } else {
        part.lied("its bookmark promises revision " + revision + " to a watcher of " + prefix
            + " that has not seen all until then");
      }
    } else if (next == null) {
      part.lied("it told a watcher of " + prefix + " of revision " + event.revision()
          + " where nothing was due");
    } else {
      Shape.of(next).lieIn("tell a watcher of " + prefix, Shape.of(event)).ifPresentOrElse(
          part::lied, () -> tell(expected.remove()));
    }
  }

  private void tell(WatchEvent event) {
    lastRevision = event.revision();
    try {
      sink.accept(event);
    } catch (RuntimeException failure) {
      finish(State.CANCELLED);
      hub.failed(new SinkFailedException(prefix, event, failure));
    }
  }

  /// After a pump of theirs: whoever could take news must have got them.
  void checkDelivery(Part<WatchHub> part) {
    WatchEvent kept = expected.peek();
    Watch watch = told;
    if (kept == null || watch == null || state() != State.ACTIVE || !part.isForeign()) return;
    if (sink.isReady()) {
      part.lied("it kept revision " + kept.revision() + " from a watcher of " + prefix);
      return;
    }
    State said = part.ask(_ -> watch.state(), answer -> answer == State.ACTIVE
        || answer == State.TOO_SLOW
            ? Optional.empty()
            : Optional.of("it ended a watch of " + prefix + " as " + answer + " for no reason"),
        () -> State.ACTIVE);
    if (said == State.TOO_SLOW) finish(State.TOO_SLOW);
  }

  /// We deliver what another hub has left, revision by revision.
  void deliver() {
    for (WatchEvent next = expected.peek(); next != null
        && state() == State.ACTIVE; next = expected.peek()) {
      if (next.revision() != lastRevision && !sink.isReady()) return;
      tell(expected.remove());
    }
  }

  boolean isUpToDate() {
    return expected.isEmpty() || end != State.ACTIVE;
  }

  private void finish(State reason) {
    if (end == State.ACTIVE) end = reason;
    due().cancel();
    hub.forget(this);
  }

  @Override
  public void cancel() {
    finish(State.CANCELLED);
    Part<WatchHub> part = hub.theirs();
    Watch watch = told;
    if (part != null && watch != null) MirroredHub.tell(part, _ -> watch.cancel());
  }

  @Override
  public State state() {
    if (end != State.ACTIVE || due == null) return end;
    State ours = due.state();
    if (ours != State.ACTIVE) {
      end = ours;
      hub.forget(this);
    }
    return ours;
  }
}
