package kube.controlplane.apiserver.strategy.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.ResourceNames;
import kube.foundation.api.Quantity;

/// Checks that the amounts of one limit fit together: the least is not above the most, and so on.
///
/// @param limit one entry of `spec.limits`
record LimitComparison(Field limit) {

  private static final List<String> PARTS = List.of("max", "min", "default", "defaultRequest",
      "maxLimitRequestRatio");

  /// Two parts of which the first must not be above the second, and how messages name them.
  private record Order(String low, String high, String place, String lowName, String highName,
      boolean showsLow) {}

  private static final List<Order> ORDERS = List.of(
      new Order("min", "max", "min", "min value", "max value", true),
      new Order("min", "defaultRequest", "defaultRequest", "min value", "default request value",
          false),
      new Order("defaultRequest", "max", "defaultRequest", "default request value", "max value",
          true),
      new Order("defaultRequest", "default", "defaultRequest", "default request value",
          "default limit value", true),
      new Order("min", "default", "default", "min value", "default value", true),
      new Order("default", "max", "default", "default value", "max value", false));

  void validate() {
    TreeSet<String> names = new TreeSet<>();
    PARTS.forEach(part -> names.addAll(limit.at(part).value().propertyNames()));
    for (String name : names) {
      ORDERS.forEach(order -> check(order, name));
      checkRatio(name);
      checkEqual(name);
    }
  }

  private void check(Order order, String name) {
    Optional<Quantity> low = amount(order.low, name);
    Optional<Quantity> high = amount(order.high, name);
    if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) <= 0) return;
    String shown = text(order.showsLow ? order.low : order.high, name);
    limit.errors().invalid(place(order.place, name), shown, order.lowName + " "
        + text(order.low, name) + " is greater than " + order.highName + " "
        + text(order.high, name));
  }

  private void checkRatio(String name) {
    Optional<Quantity> ratio = amount("maxLimitRequestRatio", name);
    if (ratio.isEmpty()) return;
    String shown = text("maxLimitRequestRatio", name);
    String place = place("maxLimitRequestRatio", name);
    if (ratio.get().amount().compareTo(BigDecimal.ONE) < 0) {
      limit.errors().invalid(place, shown, "ratio " + shown + " is less than 1");
    }
    Optional<Quantity> least = amount("min", name).filter(it -> it.amount().signum() > 0);
    Optional<Quantity> most = amount("max", name);
    if (least.isEmpty() || most.isEmpty()) return;
    BigDecimal bound = most.get().amount().divide(least.get().amount(), MathContext.DECIMAL64);
    if (ratio.get().amount().compareTo(bound) > 0) {
      limit.errors().invalid(place, shown, "ratio " + shown + " is greater than max/min = "
          + String.format(Locale.ROOT, "%f", bound));
    }
  }

  private void checkEqual(String name) {
    Optional<Quantity> most = amount("default", name);
    Optional<Quantity> asked = amount("defaultRequest", name);
    if (ResourceNames.allowsOvercommit(name) || most.isEmpty() || asked.isEmpty()
        || most.get().compareTo(asked.get()) == 0) {
      return;
    }
    String shown = text("defaultRequest", name);
    limit.errors().invalid(place("defaultRequest", name), shown, "default value "
        + text("default", name) + " must equal to defaultRequest value " + shown + " in " + name);
  }

  private Optional<Quantity> amount(String part, String name) {
    return Quantities.of(limit.value().path(part).path(name));
  }

  private String text(String part, String name) {
    return limit.value().path(part).path(name).asString("");
  }

  private String place(String part, String name) {
    return limit.path() + "." + part + "[" + name + "]";
  }
}
