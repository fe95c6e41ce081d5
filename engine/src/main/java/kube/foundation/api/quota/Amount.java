package kube.foundation.api.quota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;

/// A quantity that can be added up and written the way Kubernetes writes it.
///
/// @param inPowersOfTwo whether `1Gi` is to be written rather than `1073741824`
public record Amount(BigDecimal value, boolean inPowersOfTwo) implements Comparable<Amount> {

  public static final Amount ZERO = new Amount(BigDecimal.ZERO, false);

  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P",
      "E");
  private static final int DECIMAL_ONE = 3;
  private static final int SMALLEST_EXPONENT = 9;

  /// Reads a quantity as objects carry it: a text or a number. Unreadable ones count as nothing;
  /// the rules of their kind refuse them.
  public static Amount of(JsonNode quantity) {
    String text = quantity.asString("");
    try {
      return text.isEmpty()
          ? ZERO
          : new Amount(Quantity.parse(text).amount(), text.endsWith("i"));
    } catch (NumberFormatException _) {
      return ZERO;
    }
  }

  public static Amount of(long units) {
    return new Amount(BigDecimal.valueOf(units), false);
  }

  public Amount plus(Amount other) {
    boolean form = value.signum() == 0 ? other.inPowersOfTwo : inPowersOfTwo;
    return new Amount(value.add(other.value), form);
  }

  public Amount max(Amount other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  @Override
  public int compareTo(Amount other) {
    return value.compareTo(other.value);
  }

  /// The canonical text: no fraction, and the largest unit that leaves none.
  @Override
  public String toString() {
    if (isZero()) return "0";
    boolean binary = inPowersOfTwo && value.abs().compareTo(KIBI) >= 0 && isWhole(value);
    return binary ? binary() : decimal();
  }

  private String binary() {
    BigDecimal number = value;
    int unit = 0;
    while (unit < BINARY.size() - 1 && isWhole(number.divide(KIBI))) {
      number = number.divide(KIBI);
      unit++;
    }
    return number.toBigInteger() + BINARY.get(unit);
  }

  private String decimal() {
    for (int unit = DECIMAL.size() - 1; unit > 0; unit--) {
      BigDecimal number = value.movePointLeft(DECIMAL_ONE * (unit - DECIMAL_ONE));
      if (isWhole(number)) return number.toBigInteger() + DECIMAL.get(unit);
    }
    return value.movePointRight(SMALLEST_EXPONENT).setScale(0, RoundingMode.CEILING)
        .toBigInteger() + "n";
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }
}
