package kube.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The whole way of a packet as data: what the board animates and a lesson prints.
///
/// @param hops in the order of the way; the last says why it ends there
public record PacketPath(Outcome outcome, List<Hop> hops) {

  /// How the way ends, as the sender notices it.
  public enum Outcome {
    /// A program has it.
    DELIVERED,
    /// Somebody said no at once: nobody listens, or a rule rejects.
    REFUSED,
    /// Nobody answers; the sender waits until it loses patience.
    LOST
  }

  public PacketPath { hops = List.copyOf(hops); }

  public boolean isDelivered() {
    return outcome == Outcome.DELIVERED;
  }

  /// The packet as it arrived, or as far as it came.
  public Packet packet() {
    return hops.getLast().packet();
  }

  /// Why it ended as it did.
  public String reason() {
    return hops.getLast().reason();
  }

  /// The same way, at whose end nobody listens.
  PacketPath refusedAtTheEnd() {
    List<Hop> all = new ArrayList<>(hops);
    Hop last = all.removeLast();
    all.add(new Hop(last.place(), last.kind(), "nobody listens on port "
        + last.packet().destination().port(), last.packet()));
    return new PacketPath(Outcome.REFUSED, all);
  }

  /// The way for people, one station a line.
  public String toText() {
    return hops.stream().map(Hop::toString).collect(Collectors.joining("\n"))
        + "\n= " + outcome;
  }
}
