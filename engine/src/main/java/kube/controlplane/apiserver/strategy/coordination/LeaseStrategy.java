package kube.controlplane.apiserver.strategy.coordination;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// Leases: whoever renews one must say which state of it was seen, or two could both hold it.
final class LeaseStrategy implements Strategy {

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
