package kube.node.kubelet.config;

import kube.foundation.api.Quantity;

/// How much must be left of something: so many of it, or a part of the whole.
///
/// @param percent of the capacity; 0 when `amount` says it
public record Level(double percent, long amount) {

  public static final Level NONE = new Level(0, 0);

  /// `100Mi` or `10%`.
  static Level parse(String text) {
    return text.endsWith("%")
        ? new Level(Double.parseDouble(text.substring(0, text.length() - 1)), 0)
        : new Level(0, Quantity.parse(text).units());
  }

  public long of(long capacity) {
    return percent > 0 ? (long) (capacity * percent / 100) : amount;
  }
}
