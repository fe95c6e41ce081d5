package kube.controlplane.controllermanager.hpa;

/// What an autoscaler's arithmetic comes to.
public sealed interface Advice {

  /// Too little is known: the size stays as it is.
  record Unknown(String why) implements Advice {}

  /// This size.
  ///
  /// @param replicas what to scale to
  /// @param recommended what the metrics alone ask for: it counts as the past of later advice
  /// @param metric which goal asked for the most
  /// @param stabilized what the past made of it
  /// @param bounded what speed and bounds made of it
  record Size(int replicas, int recommended, String metric, Held stabilized, Held bounded)
      implements
        Advice {}

  /// A number, and whether something held the wish back, as a condition says it.
  record Held(int replicas, boolean held, String reason, String message) {}
}
