package kube.controlplane.apiserver.cel;

import java.math.BigDecimal;

import kube.foundation.api.Quantity;

import dev.cel.common.exceptions.CelBadFormatException;

/// What expressions can do with amounts such as `500m` and `64Mi`.
final class Quantities {

  private static final int DIGITS_AT_MOST = 100;

  private Quantities() {}

  static Quantity parse(String text) {
    if (!isQuantity(text)) {
      throw new CelBadFormatException("quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    return Quantity.parse(text);
  }

  static boolean isQuantity(String text) {
    if (text.length() > DIGITS_AT_MOST) return false;
    try {
      return Quantity.parse(text).amount().precision() <= DIGITS_AT_MOST;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  static Quantity of(long number) {
    return new Quantity(BigDecimal.valueOf(number));
  }

  static boolean isInteger(Quantity quantity) {
    BigDecimal bare = quantity.amount().stripTrailingZeros();
    return bare.scale() <= 0
        && bare.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  static long asInteger(Quantity quantity) {
    if (!isInteger(quantity)) {
      throw new CelBadFormatException("cannot convert value to integer");
    }
    return quantity.amount().longValueExact();
  }

  static Quantity minus(Quantity one, Quantity other) {
    return new Quantity(one.amount().subtract(other.amount()));
  }
}
