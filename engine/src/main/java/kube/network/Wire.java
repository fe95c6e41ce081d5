package kube.network;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

import kube.foundation.machine.Actor;
import kube.foundation.stream.ByteSink;

/// One direction of a connection (TCP) across a cable: nothing is lost and nothing overtakes, but
/// all of it may be late.
///
/// A lost packet costs the time of sending it again. While the cable is cut the bytes wait; when it
/// is not mended in a quarter of an hour, the connection is over.
///
/// Owned by the loop.
final class Wire implements ByteSink {

  private static final Duration FIRST_RETRANSMISSION = Duration.ofMillis(200);
  private static final Duration LONGEST_RETRANSMISSION = Duration.ofMinutes(2);
  private static final int RETRANSMISSIONS = 15;

  private final Actor actor;
  private final Links links;
  private final String from;
  private final String to;
  private final ByteSink receiver;
  private final Queue<Runnable> held = new ArrayDeque<>();
  private Instant lastArrival = Instant.MIN;
  private int underway;
  private boolean over;

  Wire(Actor actor, Links links, String from, String to, ByteSink receiver) {
    this.actor = actor;
    this.links = links;
    this.from = from;
    this.to = to;
    this.receiver = receiver;
  }

  @Override
  public void bytes(byte[] bytes) {
    carry(() -> receiver.bytes(bytes));
  }

  @Override
  public void end() {
    carry(this::close);
  }

  /// The receiver hears the end at once, whatever is still under way.
  void close() {
    if (over) return;
    over = true;
    receiver.end();
  }

  private void carry(Runnable arrival) {
    if (over) return;
    Links.Fault fault = links.between(from, to);
    if (fault.isNone() && underway == 0 && held.isEmpty()) {
      arrival.run();
      return;
    }
    Instant at = actor.now().plus(fault.latency()).plus(retransmissions(fault.loss()));
    lastArrival = at.isBefore(lastArrival) ? lastArrival : at;
    underway++;
    actor.after(Duration.between(actor.now(), lastArrival), () -> arrive(arrival));
  }

  private void arrive(Runnable arrival) {
    underway--;
    if (over) return;
    held.add(arrival);
    if (held.size() == 1) deliver(FIRST_RETRANSMISSION, 0);
  }

  private void deliver(Duration wait, int tried) {
    if (links.between(from, to).cut()) {
      Duration doubled = wait.multipliedBy(2);
      Duration next = doubled.compareTo(LONGEST_RETRANSMISSION) > 0
          ? LONGEST_RETRANSMISSION
          : doubled;
      if (tried == RETRANSMISSIONS) close();
      else
        actor.after(wait, () -> deliver(next, tried + 1));
      return;
    }
    while (!held.isEmpty() && !over) held.remove().run();
  }

  /// How long it takes until the packet gets through.
  private Duration retransmissions(double loss) {
    Duration wait = FIRST_RETRANSMISSION;
    Duration all = Duration.ZERO;
    for (int i = 0; i < RETRANSMISSIONS && actor.randomness().chance(loss); i++) {
      all = all.plus(wait);
      wait = wait.multipliedBy(2);
    }
    return all;
  }
}
