package kube.controlplane.apiserver.cel;

import java.time.Duration;
import java.util.List;

import dev.cel.common.exceptions.CelBadFormatException;

/// What can be asked of a list whose elements can be compared.
final class Lists {

  private Lists() {}

  static boolean isSorted(List<?> list) {
    for (int at = 1; at < list.size(); at++) {
      if (compare(list.get(at - 1), list.get(at)) > 0) return false;
    }
    return true;
  }

  static Object min(List<?> list) {
    Object least = first(list, "min");
    for (Object element : list) {
      if (compare(element, least) < 0) least = element;
    }
    return least;
  }

  static Object max(List<?> list) {
    Object greatest = first(list, "max");
    for (Object element : list) {
      if (compare(element, greatest) > 0) greatest = element;
    }
    return greatest;
  }

  static Object sum(List<?> list) {
    Object sum = 0L;
    for (Object element : list) sum = plus(sum, element);
    return sum;
  }

  private static Object plus(Object total, Object element) {
    if (total instanceof Long one && element instanceof Long other) {
      return Math.addExact(one, other);
    }
    if (total instanceof Number one && element instanceof Number other) {
      return one.doubleValue() + other.doubleValue();
    }
    if (element instanceof Duration length) {
      return total instanceof Duration sum ? sum.plus(length) : length;
    }
    throw new CelBadFormatException("no such overload");
  }

  private static Object first(List<?> list, String function) {
    if (list.isEmpty()) throw new CelBadFormatException(function + " called on empty list");
    return list.getFirst();
  }

  @SuppressWarnings("unchecked") // The compiler has seen to it that both are of one type.
  private static int compare(Object one, Object other) {
    if (one instanceof Comparable<?> comparable && one.getClass() == other.getClass()) {
      return ((Comparable<Object>) comparable).compareTo(other);
    }
    throw new CelBadFormatException("no such overload");
  }
}
