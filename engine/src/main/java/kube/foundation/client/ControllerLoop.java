package kube.foundation.client;

import java.time.Duration;

import kube.foundation.api.Key;
import kube.foundation.client.queue.ControllerQueue;
import kube.foundation.machine.Actor;

/// Takes names from a queue to a reconciler, one at a time, and comes back as it asks.
///
/// Owned by the loop.
public final class ControllerLoop {

  /// When to look again while a copy has not arrived yet: an empty one means nothing.
  public static final Duration UNTIL_SYNCED = Duration.ofMillis(100);

  private final Actor actor;
  private final Reconciler reconciler;
  private final ControllerQueue queue;

  public ControllerLoop(Actor actor, Reconciler reconciler) {
    this.actor = actor;
    this.reconciler = reconciler;
    this.queue = new ControllerQueue(actor, () -> actor.post(this::next));
  }

  /// Asks for a look at the object, now or as soon as its turn comes.
  public void look(Key key) {
    queue.add(key);
  }

  private void next() {
    queue.take().ifPresent(this::work);
  }

  private void work(Key key) {
    try {
      reconcile(key);
    } finally {
      queue.done(key);
    }
  }

  private void reconcile(Key key) {
    switch (reconciler.reconcile(key)) {
      case Result.Done _ -> queue.forget(key);
      case Result.After after -> {
        queue.forget(key);
        queue.addAfter(key, after.delay());
      }
      case Result.Retry retry -> {
        actor.record("retry", key.toString(), retry.reason());
        queue.retry(key);
      }
    }
  }
}
