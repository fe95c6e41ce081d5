package kube.controlplane.scheduler.filter;

import java.util.List;

/// Why a node cannot take a Pod.
///
/// @param reasons in the words of `FailedScheduling` events; mostly one
/// @param beyondHelp whether it would stay so even if every Pod left the node, so that nobody needs
///   to be thrown out
public record Refusal(List<String> reasons, boolean beyondHelp) {

  public Refusal { reasons = List.copyOf(reasons); }

  /// A refusal that ends when others leave.
  public static Refusal because(String reason) {
    return new Refusal(List.of(reason), false);
  }

  /// A refusal that no Pod's leaving can end.
  public static Refusal forGood(String reason) {
    return new Refusal(List.of(reason), true);
  }
}
