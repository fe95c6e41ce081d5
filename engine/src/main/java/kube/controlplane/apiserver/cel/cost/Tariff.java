package kube.controlplane.apiserver.cel.cost;

import java.util.List;

import dev.cel.common.types.CelKind;

/// What one call costs beside its arguments, by its function and the sizes of what it is given.
///
/// **Leaves out** the sizes of the elements of a list, which Kubernetes adds to what `join`, `min`
/// and their like cost.
///
/// **In Kubernetes:**
/// [library/cost.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go)
final class Tariff {

  private static final double LETTER = 0.1;
  private static final double REGEX_LETTER = 0.25;
  private static final long REVIEW = 350_000;

  private Tariff() {}

  /// @param sizes of the target, if there is one, and then of the arguments
  /// @param result what the call comes to, and `target` what it is asked of
  static Range of(String function, List<Range> sizes, CelKind result, CelKind target) {
    return switch (function) {
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> {
        long most = Math.min(sizes.get(0).most(), sizes.get(1).most());
        yield new Range(most > 0 ? 1 : 0, most).times(LETTER);
      }
      case "_+_" -> result == CelKind.STRING || result == CelKind.BYTES
          ? sizes.get(0).plus(sizes.get(1)).times(LETTER)
          : Range.ONE;
      case "@in", "_in_" -> sizes.get(1);
      case "contains" -> sizes.get(0).times(LETTER).times(sizes.get(1).times(LETTER));
      case "startsWith", "endsWith" -> sizes.get(1).times(LETTER);
      case "matches", "find", "findAll" -> sizes.get(0).plus(Range.ONE).times(LETTER)
          .times(sizes.get(1).times(REGEX_LETTER));
      case "split", "replace", "ip.isCanonical" -> sizes.getFirst().times(2 * LETTER);
      case "lowerAscii", "upperAscii", "trim", "substring", "url", "quantity",
          "isQuantity", "ip", "isIP", "cidr", "isCIDR", "semver", "isSemver",
          "bytes", "string", "duration", "timestamp", "strings.quote", "validate" ->
        sizes.isEmpty() || isShort(result, target, function)
            ? Range.ONE
            : sizes.getFirst().times(LETTER);
      case "join", "isSorted", "sum", "min", "max" -> sizes.getFirst();
      case "indexOf", "lastIndexOf" -> target == CelKind.LIST
          ? sizes.getFirst()
          : sizes.getFirst().times(LETTER);
      case "sets.contains", "sets.equivalent", "sets.intersects" ->
        sizes.get(0).times(sizes.get(1));
      case "check" -> Range.of(REVIEW);
      default -> Range.ONE;
    };
  }

  /// A number becomes a text at once, whatever it is.
  private static boolean isShort(CelKind result, CelKind target, String function) {
    return function.equals("string") && result == CelKind.STRING
        && target == CelKind.UNSPECIFIED;
  }
}
