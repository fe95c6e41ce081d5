package kube.controlplane.scheduler.view;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Quantity;
import tools.jackson.databind.JsonNode;

/// How much of each resource: what a Pod asks for, what a node has, or what is taken on it.
///
/// Whole numbers in the units in which the scheduler counts, so that a sum is an addition.
///
/// @param cpuMillis thousandths of a processor
/// @param others whatever else is counted, such as `nvidia.com/gpu`, by name
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
public record Amounts(long cpuMillis, long memoryBytes, long storageBytes,
    SortedMap<String, Long> others) {

  public static final Amounts NONE = new Amounts(0, 0, 0, Collections.emptySortedMap());

  /// Reads a map of quantities, such as `resources.requests`. What cannot be read counts nothing.
  ///
  /// Not another `of`: who asks for an amount by name should not need a library of trees to compile.
  public static Amounts read(JsonNode tree) {
    if (!tree.isObject() || tree.isEmpty()) return NONE;
    long[] known = new long[3];
    TreeMap<String, Long> others = new TreeMap<>();
    tree.forEachEntry((name, amount) -> {
      Quantity quantity = Quantity.parse(amount.asString("0"));
      switch (name) {
        case "cpu" -> known[0] = quantity.millis();
        case "memory" -> known[1] = quantity.units();
        case "ephemeral-storage" -> known[2] = quantity.units();
        default -> others.put(name, quantity.units());
      }
    });
    return new Amounts(known[0], known[1], known[2], sealed(others));
  }

  /// The amount of the named resource: processors in thousandths, everything else in units.
  public long of(String resource) {
    return switch (resource) {
      case "cpu" -> cpuMillis;
      case "memory" -> memoryBytes;
      case "ephemeral-storage" -> storageBytes;
      default -> others.getOrDefault(resource, 0L);
    };
  }

  public Amounts plus(Amounts more) {
    return combine(more, Long::sum);
  }

  public Amounts minus(Amounts less) {
    return combine(less, (mine, theirs) -> mine - theirs);
  }

  /// Of each resource the larger amount.
  public Amounts max(Amounts other) {
    return combine(other, Math::max);
  }

  public boolean isNothing() {
    return cpuMillis == 0 && memoryBytes == 0 && storageBytes == 0 && others.isEmpty();
  }

  private interface Sum {
    long of(long mine, long theirs);
  }

  private Amounts combine(Amounts that, Sum sum) {
    return new Amounts(sum.of(cpuMillis, that.cpuMillis), sum.of(memoryBytes, that.memoryBytes),
        sum.of(storageBytes, that.storageBytes), combine(others, that.others, sum));
  }

  private static SortedMap<String, Long> combine(SortedMap<String, Long> mine,
      SortedMap<String, Long> theirs, Sum sum) {
    if (theirs.isEmpty()) return mine;
    TreeMap<String, Long> result = new TreeMap<>(mine);
    theirs.forEach((name, amount) -> result.put(name,
        sum.of(mine.getOrDefault(name, 0L), amount)));
    return sealed(result);
  }

  private static SortedMap<String, Long> sealed(TreeMap<String, Long> amounts) {
    return amounts.isEmpty()
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(amounts);
  }
}
