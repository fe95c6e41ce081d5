package kube.controlplane.apiserver.strategy.coordination;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// Leases: whoever renews one must say which state of it was seen, or two could both hold it.
final class LeaseStrategy implements Strategy {

  private static final String STRATEGY = "OldestEmulationVersion";

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    JsonNode spec = object.path("spec");
    JsonNode duration = spec.path("leaseDurationSeconds");
    if (duration.isNumber() && duration.asLong(0) <= 0) {
      errors.invalid("spec.leaseDurationSeconds", duration, "must be greater than 0");
    }
    JsonNode transitions = spec.path("leaseTransitions");
    if (transitions.isNumber() && transitions.asLong(0) < 0) {
      errors.invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0");
    }
    Field strategy = Field.of(object, errors).at("spec").at("strategy");
    boolean isOwn = strategy.text().contains("/");
    if (strategy.isPresent() && isOwn) strategy.mustBeKey();
    if (strategy.isPresent() && !isOwn && !strategy.text().equals(STRATEGY)) {
      errors.notSupported("spec.strategy.strategy", strategy.text(),
          List.of(STRATEGY));
    }
    if (!spec.path("preferredHolder").asString("").isEmpty() && strategy.isEmpty()) {
      errors.forbidden("spec.preferredHolder", "may only be specified if `strategy` is defined");
    }
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }
}
