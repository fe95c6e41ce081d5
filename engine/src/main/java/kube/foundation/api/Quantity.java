package kube.foundation.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// An amount of a resource, such as `500m` of a processor or `64Mi` of memory.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
public record Quantity(BigDecimal amount) implements Comparable<Quantity> {

  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
      Map.entry("", BigDecimal.ONE), Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
      Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
      Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
      Map.entry("k", BigDecimal.ONE.movePointRight(3)),
      Map.entry("M", BigDecimal.ONE.movePointRight(6)),
      Map.entry("G", BigDecimal.ONE.movePointRight(9)),
      Map.entry("T", BigDecimal.ONE.movePointRight(12)),
      Map.entry("P", BigDecimal.ONE.movePointRight(15)),
      Map.entry("E", BigDecimal.ONE.movePointRight(18)), Map.entry("Ki", KIBI),
      Map.entry("Mi", KIBI.pow(2)), Map.entry("Gi", KIBI.pow(3)), Map.entry("Ti", KIBI.pow(4)),
      Map.entry("Pi", KIBI.pow(5)), Map.entry("Ei", KIBI.pow(6)));

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
