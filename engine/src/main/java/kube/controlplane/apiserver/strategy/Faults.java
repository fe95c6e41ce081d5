package kube.controlplane.apiserver.strategy;

import tools.jackson.databind.JsonNode;

/// What a strategy, and the rules that all kinds share, find wrong with an object.
public final class Faults {

  private Faults() {}

  /// What is wrong with a new object; empty when nothing is.
  public static FieldErrors ofNew(Strategy strategy, JsonNode object) {
    FieldErrors errors = ofMetadata(strategy, object);
    strategy.validateNew(object, errors);
    return errors;
  }

  /// What is wrong with the metadata of a new object.
  public static FieldErrors ofMetadata(Strategy strategy, JsonNode object) {
    FieldErrors errors = new FieldErrors();
    MetadataRules.validate(object, strategy.nameForm(), errors);
    if (!strategy.allowsAnyFinalizer()) MetadataRules.validateFinalizerNames(object, errors);
    return errors;
  }

  /// What is wrong with an update; empty when nothing is.
  public static FieldErrors ofUpdate(Strategy strategy, String subresource, JsonNode object,
      JsonNode old) {
    FieldErrors errors = new FieldErrors();
    MetadataRules.validateUpdate(object, old, errors);
    if (!strategy.allowsAnyFinalizer()) MetadataRules.validateFinalizerNames(object, errors);
    if (!subresource.isEmpty()) {
      strategy.validateSubresource(subresource, object, old, errors);
      return errors;
    }
    strategy.validate(object, errors);
    strategy.validateUpdate(object, old, errors);
    return errors;
  }
}
