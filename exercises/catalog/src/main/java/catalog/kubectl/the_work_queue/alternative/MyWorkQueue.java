package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.foundation.api.Key;
import kube.foundation.client.queue.WorkQueue;

/// Keeps one card for each name, and a line of those that wait.
public class MyWorkQueue implements WorkQueue {

  private static final class Card {
    boolean isDirty;
    boolean isInWork;
    int failures;
    Optional<Instant> due = Optional.empty();
  }

  private final Map<Key, Card> cards = new HashMap<>();
  private final Deque<Key> line = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;

  private Card card(Key key) {
    return cards.computeIfAbsent(key, _ -> new Card());
  }

  @Override
  public void now(Instant moment) {
    now = moment;
    List<Key> ready = new ArrayList<>();
    cards.forEach((key, card) -> {
      if (card.due.isPresent() && !card.due.get().isAfter(moment)) ready.add(key);
    });
    for (Key key : ready) {
      card(key).due = Optional.empty();
      add(key);
    }
  }

  @Override
  public void add(Key key) {
    Card card = card(key);
    if (card.isDirty) return;
    card.isDirty = true;
    if (!card.isInWork) line.addLast(key);
  }

  @Override
  public void addAfter(Key key, Duration delay) {
    Instant wish = now.plus(delay);
    if (!wish.isAfter(now)) {
      add(key);
      return;
    }
    Card card = card(key);
    if (card.due.isEmpty() || wish.isBefore(card.due.get())) card.due = Optional.of(wish);
  }

  @Override
  public void addRateLimited(Key key) {
    Card card = card(key);
    double millis = FIRST_DELAY.toMillis() * Math.pow(2, card.failures);
    card.failures++;
    addAfter(key, Duration.ofMillis((long) Math.min(millis, LONGEST_DELAY.toMillis())));
  }

  @Override
  public Optional<Key> take() {
    Optional<Key> next = Optional.ofNullable(line.pollFirst());
    if (next.isPresent()) {
      card(next.get()).isDirty = false;
      card(next.get()).isInWork = true;
    }
    return next;
  }

  @Override
  public void done(Key key) {
    Card card = card(key);
    card.isInWork = false;
    if (card.isDirty) line.addLast(key);
  }

  @Override
  public void forget(Key key) {
    card(key).failures = 0;
  }

  @Override
  public int waiting() {
    return line.size();
  }
}
