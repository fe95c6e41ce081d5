package kube.node.kubelet.status;

import kube.foundation.api.Quantity;

/// Writes an amount of a resource as the API does: `250m`, `64Mi`, `2`.
public final class QuantityText {

  private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti"};
  private static final int KIBI = 1024;

  private QuantityText() {}

  public static String of(String resource, Quantity amount) {
    if (resource.equals("cpu")) {
      long millis = amount.millis();
      return millis % 1_000 == 0 ? Long.toString(millis / 1_000) : millis + "m";
    }
    return bytes(amount.units());
  }

  /// The amount in the largest unit that leaves nothing over.
  public static String bytes(long bytes) {
    long rest = bytes;
    int unit = 0;
    while (unit < BINARY.length - 1 && rest != 0 && rest % KIBI == 0) {
      rest /= KIBI;
      unit++;
    }
    return rest + BINARY[unit];
  }
}
