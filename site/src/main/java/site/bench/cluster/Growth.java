package site.bench.cluster;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// How one cost grows with the size of the cluster: the exponent of the power of n that fits best.
///
/// @param name what is measured, with its unit
/// @param costs of each size, in the order of the sizes
/// @param exponent 1 doubles with the size, 2 is four times as much
record Growth(String name, List<Double> costs, double exponent) {

  /// What a cost may exceed n·log n by before we call it worse: measurements are not exact.
  private static final double TOLERANCE = 0.1;

  static Growth of(String name, List<Costs> sizes, ToDoubleFunction<Costs> cost) {
    List<Double> costs = sizes.stream().map(cost::applyAsDouble).toList();
    return new Growth(name, costs, slope(sizes.stream().map(size -> (double) size.nodes()).toList(),
        costs));
  }

  /// The exponent of n·log n between the smallest and the largest size.
  static double exponentOfNLogN(double smallest, double largest) {
    return 1 + Math.log(Math.log(largest) / Math.log(smallest)) / Math.log(largest / smallest);
  }

  boolean isAtMost(double allowed) {
    return exponent <= allowed + TOLERANCE;
  }

  /// The slope of the straight line through the logarithms, by least squares.
  private static double slope(List<Double> sizes, List<Double> costs) {
    double meanX = sizes.stream().mapToDouble(Math::log).average().orElseThrow();
    double meanY = costs.stream().mapToDouble(Math::log).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < sizes.size(); i++) {
      double x = Math.log(sizes.get(i)) - meanX;
      above += x * (Math.log(costs.get(i)) - meanY);
      below += x * x;
    }
    return above / below;
  }
}
