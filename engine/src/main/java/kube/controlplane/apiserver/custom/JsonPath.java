package kube.controlplane.apiserver.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A path to fields of an object: `.spec.ports[0].name`, `.status.conditions[?(@.type=="Ready")].status`.
///
/// **Models** fields (also `['a.b']` and `a\.b`), positions, `*` and filters that compare one field
/// with a text, number or truth value. **Leaves out** ranges and recursive descent, which columns
/// hardly use.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/jsonpath/
public record JsonPath(List<Step> steps) {

  /// One step from some values to others.
  sealed interface Step {

    record Child(String name) implements Step {}

    record Position(int at) implements Step {}

    record All() implements Step {}

    record Filter(String field, String operator, String wanted) implements Step {}
  }

  private static final Pattern TOKEN = Pattern.compile(
      "\\.?\\[\\?\\(\\s*@\\.?([\\w./\\\\-]*)\\s*(==|!=|<=|>=|<|>)?\\s*(.*?)\\s*\\)\\]"
          + "|\\.?\\[['\"](.*?)['\"]\\]|\\.?\\[(-?\\d{1,9})\\]|\\.?\\[\\*\\]|\\.\\*"
          + "|\\.((?:[^.\\[\\\\]|\\\\.)+)");

  /// Reads a path; one that is none leads nowhere.
  public static JsonPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find() && token.start() == end) {
      end = token.end();
      steps.add(step(token));
    }
    if (end < text.length() && !text.equals(".")) steps.add(new Step.Child("\0"));
    return new JsonPath(List.copyOf(steps));
  }

  private static Step step(Matcher token) {
    if (token.group(1) != null) {
      String operator = Optional.ofNullable(token.group(2)).orElse("");
      return new Step.Filter(token.group(1), operator, unquoted(token.group(3)));
    }
    if (token.group(4) != null) return new Step.Child(token.group(4));
    if (token.group(5) != null) return new Step.Position(Integer.parseInt(token.group(5)));
    if (token.group(6) != null) {
      return new Step.Child(token.group(6).replaceAll("\\\\(.)", "$1"));
    }
    return new Step.All();
  }

  private static String unquoted(String text) {
    boolean isQuoted = text.length() >= 2 && (text.startsWith("\"") || text.startsWith("'"));
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }

  /// All values that the path leads to.
  public List<JsonNode> find(JsonNode object) {
    List<JsonNode> values = List.of(object);
    for (Step step : steps) {
      values = values.stream().flatMap(value -> take(step, value).stream()).toList();
    }
    return values;
  }

  /// The first value that the path leads to.
  public Optional<JsonNode> first(JsonNode object) {
    return find(object).stream().findFirst();
  }

  private static List<JsonNode> take(Step step, JsonNode value) {
    return switch (step) {
      case Step.Child(String name) -> there(value.path(name));
      case Step.Position(int at) -> there(value.path(at < 0 ? value.size() + at : at));
      case Step.All _ -> value.isContainer() ? value.valueStream().toList() : List.of();
      case Step.Filter filter -> value.isArray()
          ? value.valueStream().filter(element -> agrees(filter, element)).toList()
          : List.of();
    };
  }

  private static List<JsonNode> there(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? List.of() : List.of(value);
  }

  private static boolean agrees(Step.Filter filter, JsonNode element) {
    JsonNode value = filter.field.isEmpty() ? element : Json.at(element, filter.field);
    if (filter.operator.isEmpty()) return !value.isMissingNode();
    if (value.isMissingNode() || value.isContainer()) return false;
    boolean isNumber = value.isNumber() && filter.wanted.matches("-?\\d{1,18}(\\.\\d{1,18})?");
    int comparison = isNumber
        ? value.decimalValue().compareTo(new java.math.BigDecimal(filter.wanted))
        : value.asString("").compareTo(filter.wanted);
    return switch (filter.operator) {
      case "==" -> comparison == 0;
      case "!=" -> comparison != 0;
      case "<" -> comparison < 0;
      case ">" -> comparison > 0;
      case "<=" -> comparison <= 0;
      default -> comparison >= 0;
    };
  }

  /// Puts a value at a path of plain fields, and makes the fields on the way.
  public void set(ObjectNode object, JsonNode value) {
    ObjectNode place = object;
    for (int at = 0; at < steps.size(); at++) {
      if (!(steps.get(at) instanceof Step.Child(String name))) return;
      if (at == steps.size() - 1) {
        place.set(name, value);
      } else {
        place = place.get(name) instanceof ObjectNode below ? below : place.putObject(name);
      }
    }
  }
}
