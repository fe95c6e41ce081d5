package kube.controlplane.apiserver.cel.cost;

/// From so much to so much; what is too large to count stays at the largest number.
record Range(long least, long most) {

  static final Range NOTHING = new Range(0, 0);
  static final Range ONE = new Range(1, 1);
  static final Range UNKNOWN = new Range(0, Long.MAX_VALUE);

  static Range of(long exactly) {
    return new Range(exactly, exactly);
  }

  Range plus(Range other) {
    return new Range(sum(least, other.least), sum(most, other.most));
  }

  Range times(Range other) {
    return new Range(product(least, other.least), product(most, other.most));
  }

  /// A part of it, rounded up.
  Range times(double factor) {
    return new Range(part(least, factor), part(most, factor));
  }

  /// Either this or the other.
  Range or(Range other) {
    return new Range(Math.min(least, other.least), Math.max(most, other.most));
  }

  static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  static long product(long one, long other) {
    if (one == 0 || other == 0) return 0;
    return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
  }

  private static long part(long whole, double factor) {
    return whole == Long.MAX_VALUE ? whole : (long) Math.ceil(whole * factor);
  }
}
