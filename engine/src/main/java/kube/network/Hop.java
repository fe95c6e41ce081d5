package kube.network;

/// One station on the way of a packet, and what was decided there.
///
/// @param place a node, a Pod's address, or `outside`
/// @param kind what stood there
/// @param reason the decision in words: the rule, the policy, the fault
/// @param packet as it left the station
public record Hop(String place, Kind kind, String reason, Packet packet) {

  /// What a packet can pass.
  public enum Kind {
    SENDER, SERVICE_RULE, BALANCER, MASQUERADE, POLICY, LINK, RECEIVER, NOWHERE
  }

  @Override
  public String toString() {
    return place + " [" + kind + "] " + reason + ": " + packet;
  }
}
