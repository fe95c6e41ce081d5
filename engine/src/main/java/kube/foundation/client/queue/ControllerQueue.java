package kube.foundation.client.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import kube.foundation.api.Key;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// The queue of one controller: ours, and in front of it somebody else's if there is one; with the
/// clock that neither has.
///
/// Theirs begins with a copy of what waits, and is told all that ours is told. The name that it
/// hands out is the one that is worked on. It is sent away when that name does not wait, or when it
/// has none and somebody waits: so no object is ever forgotten, or worked on twice at once.
///
/// Owned by the loop.
public final class ControllerQueue {

  private final Actor actor;
  private final Runnable onReady;
  private final RateLimitedQueue ours = new RateLimitedQueue();
  private final Part<WorkQueue> part;
  private WorkQueue standing = ours;
  private Instant now = Instant.EPOCH;
  private final Set<Key> announced = new HashSet<>();
  private int calls;

  /// @param onReady called once for each name that has become ready to be taken
  public ControllerQueue(Actor actor, Runnable onReady) {
    this.actor = actor;
    this.onReady = onReady;
    this.part = actor.part(WorkQueue.class);
  }

  /// Asks for a look now, unless one is already waiting.
  public void add(Key key) {
    tell(key, queue -> queue.add(key));
  }

  /// Asks for a look when `delay` has passed.
  public void addAfter(Key key, Duration delay) {
    tell(key, queue -> queue.addAfter(key, delay));
  }

  /// Asks for another look after a failure, later each time.
  public void retry(Key key) {
    tell(key, queue -> queue.addRateLimited(key));
  }

  /// Forgets that the object ever failed.
  public void forget(Key key) {
    tell(key, queue -> queue.forget(key));
  }

  /// The look at this object has ended.
  public void done(Key key) {
    tell(key, queue -> queue.done(key));
  }

  /// Takes the next name, when there is one.
  public Optional<Key> take() {
    calls--;
    timeHasCome(actor.now());
    Optional<Key> key = part.ask(WorkQueue::take, this::lieIn, ours::next);
    key.ifPresent(ours::take);
    int _ = part.ask(WorkQueue::waiting, this::lieIn, ours::waiting);
    key.ifPresent(announced::remove);
    if (calls < announced.size()) call(); // Another one came first.
    return key;
  }

  private Optional<String> lieIn(Optional<Key> taken) {
    if (taken.isEmpty()) {
      return ours.next().map(forgotten -> "it has nothing to do while " + forgotten + " waits");
    }
    Key key = taken.get();
    if (ours.isWaiting(key)) return Optional.empty();
    if (ours.isInWork(key)) {
      return Optional.of("it hands out " + key + " again while that is being worked on");
    }
    return Optional.of("it hands out " + key + (ours.due(key).isPresent()
        ? " before its time"
        : ", at which nobody wants to look"));
  }

  private Optional<String> lieIn(int waiting) {
    return waiting == ours.waiting()
        ? Optional.empty()
        : Optional.of("it says that " + waiting + " names wait where " + ours.waiting() + " do");
  }

  private void tell(Key key, Consumer<WorkQueue> news) {
    timeHasCome(actor.now());
    Optional<Instant> before = ours.due(key);
    tellTheirs(news);
    news.accept(ours);
    ours.due(key).filter(due -> before.isEmpty() || due.isBefore(before.get()))
        .ifPresent(due -> actor.after(Duration.between(now, due), () -> {
          timeHasCome(due);
          announce(key);
        }));
    announce(key);
  }

  /// It is at least that late: a clock that was set back is not believed.
  private void timeHasCome(Instant moment) {
    introduce();
    if (!moment.isAfter(now)) return;
    now = moment;
    tellTheirs(queue -> queue.now(moment));
    ours.now(moment);
  }

  /// Each name by the event that made it ready, so that the log knows why it is taken: of those
  /// whose time has come together, each is announced by its own timer.
  private void announce(Key key) {
    if (ours.isWaiting(key) && announced.add(key)) call();
  }

  private void call() {
    calls++;
    onReady.run();
  }

  /// Whoever has come new learns what waits, and when what is to come back.
  @SuppressWarnings("ReferenceEquality") // Another instance, however equal, knows nothing yet.
  private void introduce() {
    WorkQueue present = part.ask(queue -> queue, _ -> Optional.empty(), () -> ours);
    if (present == standing) return;
    standing = present;
    if (!part.isForeign()) return;
    ours.forgetAll();
    List<Key> waiting = ours.all();
    Map<Key, Duration> delayed = ours.delayed();
    Instant then = now;
    tellTheirs(queue -> {
      queue.now(then);
      waiting.forEach(queue::add);
      delayed.forEach(queue::addAfter);
    });
  }

  private void tellTheirs(Consumer<WorkQueue> news) {
    boolean _ = part.ask(queue -> {
      news.accept(queue);
      return true;
    }, _ -> Optional.empty(), () -> true);
  }
}
