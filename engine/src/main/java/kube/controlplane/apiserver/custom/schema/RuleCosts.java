package kube.controlplane.apiserver.custom.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.strategy.FieldErrors;

/// What all rules of one schema may cost at most, so that no object keeps the server busy for long.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#resource-use-by-validation-functions
final class RuleCosts {

  private static final long ONE_RULE = 10_000_000;
  private static final long ONE_SCHEMA = 100_000_000;
  private static final int NAMED_AT_MOST = 4;

  private record Expensive(String path, long cost) {}

  private final List<Expensive> expensive = new ArrayList<>();
  private long total;

  /// Notes an expression, and refuses one that may cost too much by itself.
  ///
  /// @param what `rule` or `messageExpression`
  /// @param times how often it may be evaluated for one object
  void add(String what, String path, long once, long times, FieldErrors errors) {
    long cost = product(once, times);
    total = cost > Long.MAX_VALUE - total ? Long.MAX_VALUE : total + cost;
    if (cost >= ONE_SCHEMA / 100) expensive.add(new Expensive(path, cost));
    if (cost > ONE_RULE) {
      errors.forbidden(path, exceeds("estimated " + what + " cost", cost, ONE_RULE));
    }
  }

  /// Refuses a schema whose rules may cost too much together, and names the worst of them.
  ///
  /// @param path of the schema
  void close(String path, FieldErrors errors) {
    if (total <= ONE_SCHEMA) return;
    expensive.stream().sorted(Comparator.comparingLong(Expensive::cost).reversed())
        .limit(NAMED_AT_MOST).forEach(each -> errors.forbidden(each.path,
            "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3"
                + " schema"));
    errors.forbidden(path, exceeds("x-kubernetes-validations estimated rule cost total for entire"
        + " OpenAPIv3 schema", total, ONE_SCHEMA));
  }

  private static String exceeds(String what, long cost, long most) {
    double factor = (double) cost / most;
    String shown = factor > 100
        ? "more than 100x"
        : String.format(Locale.ROOT, factor < 1.5 ? "%fx" : "%.1fx", factor);
    return what + " exceeds budget by factor of " + shown + " (try simplifying the rule, or adding"
        + " maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)";
  }

  static long product(long one, long other) {
    if (one == 0 || other == 0) return 0;
    return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
  }
}
