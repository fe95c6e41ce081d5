package kube.cloud.balancer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.machine.Randomness;
import kube.network.Cidr;
import kube.network.PodNetwork;

/// A provider's balancers: each has a public address and hands every new flow to a healthy node,
/// without changing who it is for.
///
/// Owned by the loop.
///
/// **Models** a balancer of packets (layer 4) that asks the nodes for their health. **Leaves out**
/// the minutes that a real one takes to come up.
final class Balancers {

  /// A range that belongs to nobody, for documentation.
  private static final Cidr PUBLIC = Cidr.parse("203.0.113.0/24");
  private static final int FIRST = 10;
  private static final int LAST = 250;

  private final PodNetwork network;
  private final Randomness randomness;

  Balancers(PodNetwork network, Randomness randomness) {
    this.network = network;
    this.randomness = randomness;
  }

  /// An address that is not among these; empty when all are taken.
  static Optional<String> free(List<String> taken) {
    for (int i = FIRST; i <= LAST; i++) {
      if (!taken.contains(PUBLIC.address(i))) return Optional.of(PUBLIC.address(i));
    }
    return Optional.empty();
  }

  /// The balancer at this address hands flows to these nodes from now on.
  ///
  /// @param healthPort where the nodes say whether they have a Pod of their own; 0 when each will do
  void lead(String address, List<String> nodes, int healthPort) {
    List<String> known = List.copyOf(nodes);
    network.balance(address, _ -> pick(known, healthPort));
  }

  void remove(String address) {
    network.unbalance(address);
  }

  private Optional<String> pick(List<String> nodes, int healthPort) {
    List<String> healthy = new ArrayList<>();
    for (String node : nodes) {
      if (network.answersHealthCheck(node, healthPort)) healthy.add(node);
    }
    return healthy.isEmpty() ? Optional.empty() : Optional.of(randomness.pick(healthy));
  }
}
