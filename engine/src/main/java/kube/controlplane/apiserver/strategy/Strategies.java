package kube.controlplane.apiserver.strategy;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.apps.AppsStrategies;
import kube.controlplane.apiserver.strategy.coordination.CoordinationStrategies;
import kube.controlplane.apiserver.strategy.core.CoreStrategies;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;

/// The strategy of every built-in kind, registered by its API group.
///
/// Each group has a package with one registration, a switch over the names of its kinds. A kind
/// that none registers has [PlainStrategy].
public final class Strategies {

  private Strategies() {}

  /// A new strategy of the kind; the catalogue of the API server keeps it.
  public static Strategy of(Kind<?> kind) {
    return ofGroup(kind).orElseGet(() -> new PlainStrategy(kind));
  }

  private static Optional<Strategy> ofGroup(Kind<?> kind) {
    return switch (kind.group()) {
      case "" -> CoreStrategies.of(kind.name());
      case "apps" -> AppsStrategies.of(kind.name());
      case "coordination.k8s.io" -> CoordinationStrategies.of(kind.name());
      default -> Optional.empty();
    };
  }

  /// What is wrong with a new object; empty when nothing is.
  public static FieldErrors faultsOfNew(Strategy strategy, JsonNode object) {
    FieldErrors errors = new FieldErrors();
    MetadataRules.validate(object, strategy.nameForm(), errors);
    strategy.validate(object, errors);
    return errors;
  }

  /// What is wrong with an update; empty when nothing is.
  public static FieldErrors faultsOfUpdate(Strategy strategy, String subresource, JsonNode object,
      JsonNode old) {
    FieldErrors errors = new FieldErrors();
    MetadataRules.validateUpdate(object, old, errors);
    if (!subresource.isEmpty()) {
      strategy.validateSubresource(subresource, object, old, errors);
      return errors;
    }
    strategy.validate(object, errors);
    strategy.validateUpdate(object, old, errors);
    return errors;
  }
}
