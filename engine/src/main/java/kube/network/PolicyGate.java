package kube.network;

import java.util.Optional;

/// Decides which Pods may talk to each other: the network plugin's half of NetworkPolicy.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/network-policies/
public interface PolicyGate {

  /// Why the packet may not leave its sender; empty when it may.
  Optional<String> refusesToLeave(Packet packet);

  /// Why the packet may not reach its receiver; empty when it may.
  Optional<String> refusesToEnter(Packet packet);

  /// The gate of a plugin that knows no policies: everybody may.
  static PolicyGate open() {
    return new PolicyGate() {
      @Override
      public Optional<String> refusesToLeave(Packet packet) {
        return Optional.empty();
      }

      @Override
      public Optional<String> refusesToEnter(Packet packet) {
        return Optional.empty();
      }
    };
  }
}
