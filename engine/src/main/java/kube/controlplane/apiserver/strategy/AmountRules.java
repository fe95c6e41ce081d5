package kube.controlplane.apiserver.strategy;

import java.util.Optional;

import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;

/// The rules for an amount of a resource, wherever one stands.
public final class AmountRules {

  private static final String FORM = "quantities must match the regular expression"
      + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  private AmountRules() {}

  /// Not negative, and whole where there are only whole ones.
  public static void validate(String name, JsonNode value, String field, FieldErrors errors) {
    Optional<Quantity> amount = Quantities.of(value);
    if (amount.isEmpty()) {
      errors.invalid(field, value, FORM);
      return;
    }
    if (amount.get().amount().signum() < 0) {
      errors.invalid(field, value, "must be greater than or equal to 0");
    }
    boolean isWhole = amount.get().amount().stripTrailingZeros().scale() <= 0;
    if (ResourceNames.isWhole(name) && !isWhole) {
      errors.invalid(field, value, "must be an integer");
    }
  }

  /// More than nothing.
  public static void validatePositive(JsonNode value, String field, FieldErrors errors) {
    Optional<Quantity> amount = Quantities.of(value);
    if (amount.isEmpty()) {
      errors.invalid(field, value, FORM);
    } else if (amount.get().amount().signum() <= 0) {
      errors.invalid(field, value, "must be greater than zero");
    }
  }
}
