package kube.controlplane.apiserver.strategy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Amounts as the API writes them back: `0.5` of a processor as `500m`, `1024Mi` as `1Gi`.
///
/// One amount has one text, so that two manifests which mean the same are the same. The author's
/// choice between powers of ten and of two is kept.
///
/// **In Kubernetes:**
/// [quantity.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go)
public final class Quantities {

  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P",
      "E");
  private static final int NANO = 9;
  private static final BigInteger KIBI = BigInteger.valueOf(1024);

  private Quantities() {}

  /// The amount that the value says; empty when it says none.
  public static Optional<Quantity> of(JsonNode value) {
    try {
      return Optional.of(Quantity.parse(value.asString("")));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Whether both values say the same amount.
  public static boolean equal(JsonNode one, JsonNode other) {
    return of(one).equals(of(other)) || (of(one).isPresent() && of(other).isPresent()
        && of(one).get().compareTo(of(other).get()) == 0);
  }

  /// Rewrites every amount of the map in its one text.
  public static void canonicalize(JsonNode amounts) {
    Each.replace(amounts, Quantities::canonical);
  }

  /// The one text of the amount; a value that is none stays as it is.
  public static JsonNode canonical(JsonNode value) {
    return of(value).<JsonNode>map(
        amount -> StringNode.valueOf(canonical(value.asString(""), amount.amount())))
        .orElse(value);
  }

  private static String canonical(String text, BigDecimal amount) {
    BigDecimal exact = amount.setScale(Math.min(amount.scale(), NANO), RoundingMode.UP);
    if (exact.signum() == 0) return "0";
    boolean isLarge = exact.abs().compareTo(new BigDecimal(KIBI)) >= 0;
    if (text.endsWith("i") && isLarge) return binary(exact);
    return decimal(exact, text.matches(".*[eE][+-]?\\d+"));
  }

  private static String binary(BigDecimal amount) {
    BigInteger number = amount.setScale(0, RoundingMode.UP).toBigInteger();
    int power = 0;
    while (power < BINARY.size() - 1 && number.mod(KIBI).signum() == 0) {
      number = number.divide(KIBI);
      power++;
    }
    return number + BINARY.get(power);
  }

  /// Drops zeros at the end, three at a time.
  private static String decimal(BigDecimal amount, boolean asExponent) {
    BigDecimal stripped = amount.stripTrailingZeros();
    int exponent = -stripped.scale();
    int power = Math.floorDiv(exponent, 3) * 3;
    BigInteger number = stripped.movePointLeft(power).toBigIntegerExact();
    if (asExponent) return number + (power == 0 ? "" : "e" + power);
    int place = power / 3 + 3;
    if (place >= DECIMAL.size()) {
      return number.multiply(BigInteger.TEN.pow(power - 18)) + "E";
    }
    return number + DECIMAL.get(place);
  }
}
