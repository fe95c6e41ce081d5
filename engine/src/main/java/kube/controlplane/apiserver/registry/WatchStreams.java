package kube.controlplane.apiserver.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Response.WatchHandle;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.machine.Actor;

/// All open watches, and the pump that keeps them up to date.
///
/// A write only says that there is news; the news goes out in an event of its own, so that a
/// watcher that writes again cannot reach back into the write that woke it.
///
/// Owned by the loop.
public final class WatchStreams {

  private final Actor actor;
  private final Etcd etcd;
  private final Registry registry;
  private final List<WatchStream> open = new ArrayList<>();
  private boolean pumpPosted;

  public WatchStreams(Actor actor, Etcd etcd, Registry registry) {
    this.actor = actor;
    this.etcd = etcd;
    this.registry = registry;
  }

  /// Opens a watch that the server ends after `timeout`, when one is given.
  public WatchHandle open(WatchStream.Wish wish, Optional<Duration> timeout, WatchSink sink) {
    WatchStream stream = new WatchStream(registry, wish, sink);
    open.add(stream);
    stream.open();
    actor.post(stream::begin);
    timeout.ifPresent(duration -> actor.after(duration, stream::end));
    pumpSoon();
    return stream;
  }

  /// Lets the watchers know, soon, what has changed.
  public void pumpSoon() {
    if (pumpPosted) return;
    pumpPosted = true;
    actor.post(this::pump);
  }

  public int count() {
    return open.size();
  }

  private void pump() {
    pumpPosted = false;
    etcd.pump();
    List.copyOf(open).forEach(WatchStream::checkCutOff);
    open.removeIf(WatchStream::isOver);
  }
}
