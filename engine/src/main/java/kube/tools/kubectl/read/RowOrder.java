package kube.tools.kubectl.read;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Quantity;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.path.JsonPath;

import tools.jackson.databind.JsonNode;

/// The order that `--sort-by` asks for: by one field, numbers as numbers, quantities as quantities.
record RowOrder(JsonPath path) implements Comparator<JsonNode> {

  static Optional<RowOrder> of(Arguments arguments) {
    return arguments.find("sort-by").filter(said -> !said.isEmpty()).map(said -> {
      try {
        return new RowOrder(JsonPath.path(said));
      } catch (IllegalArgumentException wrong) {
        throw GetVerb.wrong(wrong);
      }
    });
  }

  @Override
  public int compare(JsonNode left, JsonNode right) {
    List<JsonNode> ours = path.found(left);
    List<JsonNode> theirs = path.found(right);
    if (ours.isEmpty() || theirs.isEmpty())
      return Boolean.compare(!ours.isEmpty(),
          !theirs.isEmpty());
    return order(ours.getFirst(), theirs.getFirst());
  }

  private static int order(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue());
    }
    String ours = JsonPath.text(left);
    String theirs = JsonPath.text(right);
    Optional<BigDecimal> amount = amount(ours);
    Optional<BigDecimal> other = amount(theirs);
    return amount.isPresent() && other.isPresent()
        ? amount.get().compareTo(other.get())
        : ours.compareTo(theirs);
  }

  private static Optional<BigDecimal> amount(String text) {
    try {
      return text.length() < 40 ? Optional.of(Quantity.parse(text).amount()) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
