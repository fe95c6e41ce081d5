package kube.controlplane.apiserver.strategy;

import java.util.Map;

import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

import tools.jackson.databind.JsonNode;

/// The strategy of every kind.
public final class Strategies {

  private static final Map<Kind<?>, Strategy> ALL = Map.of(
      Kinds.NAMESPACE, new NamespaceStrategy(),
      Kinds.NODE, new NodeStrategy(),
      Kinds.POD, new PodStrategy(),
      Kinds.SERVICE, new ServiceStrategy(),
      Kinds.EVENT, new EventStrategy(),
      Kinds.REPLICA_SET, new ReplicaSetStrategy(),
      Kinds.LEASE, new LeaseStrategy());

  private Strategies() {}

  public static Strategy of(Kind<?> kind) {
    Strategy strategy = ALL.get(kind);
    if (strategy == null) throw new IllegalArgumentException("no strategy for " + kind);
    return strategy;
  }

  /// What is wrong with a new object; empty when nothing is.
  public static FieldErrors faultsOfNew(Kind<?> kind, JsonNode object) {
    FieldErrors errors = new FieldErrors();
    MetadataRules.validate(object, of(kind).nameForm(), errors);
    of(kind).validate(object, errors);
    return errors;
  }

  /// What is wrong with an update; empty when nothing is.
  public static FieldErrors faultsOfUpdate(Kind<?> kind, String subresource, JsonNode object,
      JsonNode old) {
    FieldErrors errors = new FieldErrors();
    MetadataRules.validateUpdate(object, old, errors);
    if (!subresource.isEmpty()) {
      of(kind).validateSubresource(subresource, object, old, errors);
      return errors;
    }
    of(kind).validate(object, errors);
    of(kind).validateUpdate(object, old, errors);
    return errors;
  }
}
