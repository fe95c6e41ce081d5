package kube.foundation.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// An amount of a resource, such as `500m` of a processor or `64Mi` of memory.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
public record Quantity(BigDecimal amount) implements Comparable<Quantity> {

  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

  private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
      Map.entry("", BigDecimal.ONE), Map.entry("n", BigDecimal.valueOf(1, 9)),
      Map.entry("u", BigDecimal.valueOf(1, 6)), Map.entry("m", BigDecimal.valueOf(1, 3)),
      Map.entry("k", BigDecimal.valueOf(1_000)), Map.entry("M", BigDecimal.valueOf(1_000_000)),
      Map.entry("G", BigDecimal.valueOf(1_000_000_000)),
      Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
      Map.entry("P", BigDecimal.valueOf(1_000_000_000_000_000L)),
      Map.entry("E", BigDecimal.valueOf(1_000_000_000_000_000_000L)),
      Map.entry("Ki", BigDecimal.valueOf(1L << 10)), Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
      Map.entry("Gi", BigDecimal.valueOf(1L << 30)), Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
      Map.entry("Pi", BigDecimal.valueOf(1L << 50)), Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  /// Reads `1`, `0.5`, `500m`, `64Mi`, `1e3`. Throws NumberFormatException for anything else.
  public static Quantity parse(String text) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) end--;
    BigDecimal factor = SUFFIXES.get(text.substring(end));
    if (factor == null || end == 0) throw new NumberFormatException("not a quantity: " + text);
    return new Quantity(new BigDecimal(text.substring(0, end)).multiply(factor));
  }

  /// Thousandths, rounded up: how processors are counted.
  public long millis() {
    return amount.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /// Whole units, rounded up: how bytes and Pods are counted.
  public long units() {
    return amount.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  public Quantity plus(Quantity other) {
    return new Quantity(amount.add(other.amount));
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }
}
