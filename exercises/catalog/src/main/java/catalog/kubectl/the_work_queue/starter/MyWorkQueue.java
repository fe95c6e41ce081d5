package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import kube.foundation.api.Key;
import kube.foundation.client.queue.WorkQueue;

/// Hands out the names of objects that want a look.
public class MyWorkQueue implements WorkQueue {
  private final Queue<Key> names = new ArrayDeque<>();

  @Override
  public void now(Instant moment) {
    // Whose time has come?
  }

  @Override
  public void add(Key key) {
    names.add(key);
  }

  @Override
  public void addAfter(Key key, Duration delay) {
    names.add(key);
  }

  @Override
  public void addRateLimited(Key key) {
    names.add(key);
  }

  @Override
  public Optional<Key> take() {
    return Optional.ofNullable(names.poll());
  }

  @Override
  public void done(Key key) {
    // Did anything happen to it meanwhile?
  }

  @Override
  public void forget(Key key) {
    // It works again.
  }

  @Override
  public int waiting() {
    return names.size();
  }
}
