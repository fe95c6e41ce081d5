package kube.tools.kubectl.describe;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;

/// How much a Pod asks for or may use: its containers together, or its greediest init container.
final class PodAmounts {

  private static final BigDecimal[] BINARY = {BigDecimal.valueOf(1L << 40),
      BigDecimal.valueOf(1L << 30), BigDecimal.valueOf(1L << 20), BigDecimal.valueOf(1L << 10)};
  private static final String[] SUFFIXES = {"Ti", "Gi", "Mi", "Ki"};

  private PodAmounts() {}

  /// @param kind `requests` or `limits`
  static Map<String, BigDecimal> of(JsonNode pod, String kind) {
    Map<String, BigDecimal> sum = new TreeMap<>();
    for (JsonNode container : Json.at(pod, "spec.containers")) {
      amounts(container, kind).forEach((name, amount) -> sum.merge(name, amount,
          BigDecimal::add));
    }
    for (JsonNode container : Json.at(pod, "spec.initContainers")) {
      boolean stays = Json.text(container, "restartPolicy").equals("Always");
      amounts(container, kind).forEach((name, amount) -> sum.merge(name, amount,
          stays ? BigDecimal::add : BigDecimal::max));
    }
    amounts(Json.object().set("resources", Json.object().set(kind,
        kind.equals("requests") ? Json.at(pod, "spec.overhead") : Json.object())), kind)
        .forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add));
    return sum;
  }

  private static Map<String, BigDecimal> amounts(JsonNode container, String kind) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    Json.texts(container, "resources." + kind).forEach((name, text) -> amounts.put(name,
        Quantity.parse(text).amount()));
    return amounts;
  }

  /// The shortest exact form: `250m`, `2`, `512Mi`.
  static String text(String resource, BigDecimal amount) {
    if (amount.signum() == 0) return "0";
    if (resource.equals("cpu")) {
      BigDecimal thousandths = amount.movePointRight(3);
      boolean whole = amount.stripTrailingZeros().scale() <= 0;
      return whole ? amount.toBigInteger().toString() : thousandths.toBigInteger() + "m";
    }
    for (int at = 0; at < BINARY.length; at++) {
      if (amount.remainder(BINARY[at]).signum() == 0) {
        return amount.divide(BINARY[at]).toBigInteger() + SUFFIXES[at];
      }
    }
    return amount.toBigInteger().toString();
  }
}
