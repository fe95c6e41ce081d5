package kube.network;

import kube.foundation.machine.Actor;

/// Single datagrams (UDP) across a cable: what is lost is lost, and nobody says so.
record Cable(Actor actor, Links links, String one, String other) {

  /// Runs the arrival at its time, or never.
  void carry(Runnable arrival) {
    Links.Fault fault = links.between(one, other);
    if (fault.cut() || actor.randomness().chance(fault.loss())) return;
    if (fault.latency().isZero()) arrival.run();
    else
      actor.after(fault.latency(), arrival);
  }

  boolean isCalm() {
    return links.between(one, other).isNone();
  }
}
