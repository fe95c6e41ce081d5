package kube.controlplane.apiserver.strategy;

import java.util.Optional;

/// Where an object that can be scaled keeps its numbers.
///
/// @param wished the number that its author wants, such as `spec.replicas`
/// @param observed the number that there are
/// @param selector where the selector of its Pods stands as one text; empty when it is the label
///   selector `spec.selector`, as in all built-in kinds
public record ScalePaths(String wished, String observed, Optional<String> selector) {

  /// Of all built-in kinds.
  public static final ScalePaths BUILT_IN = new ScalePaths("spec.replicas", "status.replicas",
      Optional.empty());
}
