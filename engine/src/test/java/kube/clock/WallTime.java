package kube.clock;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.LiveLoop;

/// Lets a live loop run for a while of the cluster's time, and stands still in between, so that the
/// test may look at the cluster from its own thread.
final class WallTime {

  /// A minute of a story takes an eighth of a second.
  private static final double SPEED = 480;
  private static final int PATIENCE_SECONDS = 300;

  private final LiveLoop live;
  private final Actor stopwatch;

  WallTime(EventLoop loop) {
    this.stopwatch = loop.actor("stopwatch");
    this.live = LiveLoop.start(loop, "live story");
    live.pause();
    live.speed(SPEED);
    live.ask(() -> true).join();
  }

  /// Returns once exactly this much time has passed on the cluster's clock, however long the wall
  /// clock took for it on a busy machine.
  void pass(Duration duration) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    live.submit(() -> stopwatch.after(duration, () -> {
      live.pause();
      live.submit(() -> over.complete(true));
    }));
    live.resume();
    over.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    live.failure().ifPresent(bug -> {
      throw bug;
    });
  }

  void close() {
    live.close();
  }
}
