package kube.tools.kubectl.path;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.resource.Yaml;
import kube.tools.kubectl.template.GoText;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;

/// A template that has been read, ready to be filled from objects.
///
/// **Models** fields, wildcards, slices, unions, filters, recursive descent, `range`.
/// **Leaves out** regular expressions in filters, as kubectl does.
public final class JsonPath {

  private final List<Piece> pieces;
  private final boolean allowMissing;

  private JsonPath(List<Piece> pieces, boolean allowMissing) {
    this.pieces = pieces;
    this.allowMissing = allowMissing;
  }

  /// @param allowMissing whether a field that is not there counts as nothing rather than a mistake
  /// @throws IllegalArgumentException when the template cannot be read, with the reason
  public static JsonPath template(String template, boolean allowMissing) {
    return new JsonPath(TemplateParser.parse(template), allowMissing);
  }

  /// One path, with or without braces, a dot or a dollar before it: `.spec.replicas`, `{.a}`, `a.b`.
  ///
  /// @throws IllegalArgumentException when it cannot be read, with the reason
  public static JsonPath path(String said) {
    String inner = said.startsWith("{") && said.endsWith("}")
        ? said.substring(1, said.length() - 1)
        : said;
    boolean rooted = inner.startsWith(".") || inner.startsWith("$") || inner.startsWith("[");
    return template("{" + (rooted ? inner : "." + inner) + "}", true);
  }

  /// The filled template.
  ///
  /// @throws IllegalArgumentException when a field is missing and may not be, with its name
  public String fill(JsonNode root) {
    StringBuilder text = new StringBuilder();
    fill(pieces, root, root, text);
    return text.toString();
  }

  private void fill(List<Piece> parts, JsonNode root, JsonNode current, StringBuilder into) {
    for (Piece piece : parts) {
      switch (piece) {
        case Piece.Text(String text) -> into.append(text);
        case Piece.Path path -> into.append(walk(path, root, current).stream()
            .map(JsonPath::text).collect(Collectors.joining(" ")));
        case Piece.Range(Piece.Path path, List<Piece> body) -> {
          for (JsonNode item : walk(path, root, current)) fill(body, root, item, into);
        }
      }
    }
  }

  /// The values that the first path of the template leads to.
  public List<JsonNode> values(JsonNode root) {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Path path) return walk(path, root, root);
    }
    return List.of();
  }

  /// The same; a path that does not fit the object ends the command.
  public List<JsonNode> found(JsonNode root) {
    try {
      return values(root);
    } catch (IllegalArgumentException unfit) {
      throw CommandFailure.of(String.valueOf(unfit.getMessage()));
    }
  }

  private List<JsonNode> walk(Piece.Path path, JsonNode root, JsonNode current) {
    return walk(path.steps(), path.fromRoot() ? root : current);
  }

  private List<JsonNode> walk(List<Step> steps, JsonNode start) {
    List<JsonNode> here = List.of(start);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode value : here) move(step, value, next);
      here = next;
    }
    return here;
  }

  private void move(Step step, JsonNode value, List<JsonNode> into) {
    switch (step) {
      case Step.Field(String name) -> field(name, value, into);
      case Step.Unknown(String name) -> throw new IllegalArgumentException(
          "unrecognized identifier " + name);
      case Step.Every() -> value.forEach(into::add);
      case Step.Descent() -> descend(value, into);
      case Step.Slice slice -> slice(slice, value, into);
      case Step.Union(List<Step> choices) -> choices.forEach(one -> move(one, value, into));
      case Step.Where where -> value.forEach(item -> {
        if (holds(where, item)) into.add(item);
      });
    }
  }

  private void field(String name, JsonNode value, List<JsonNode> into) {
    JsonNode found = value.path(name);
    if (!found.isMissingNode()) into.add(found);
    else if (!allowMissing && !(value instanceof ArrayNode)) {
      throw new IllegalArgumentException(name + " is not found");
    }
  }

  private static void descend(JsonNode value, List<JsonNode> into) {
    into.add(value);
    value.forEach(child -> {
      if (child.isContainer()) descend(child, into);
    });
  }

  /// An index or a range; a place outside of the list is a mistake, whatever else may be missing.
  private static void slice(Step.Slice slice, JsonNode value, List<JsonNode> into) {
    if (value.isNull()) return;
    if (!(value instanceof ArrayNode array)) {
      throw new IllegalArgumentException(GoText.type(value) + " is not array or slice");
    }
    int size = array.size();
    int from = fromEnd(slice.from().orElse(0), size);
    int to = slice.single() ? from + 1 : fromEnd(slice.to().orElse(size), size);
    if (from == to) return;
    if (from < 0 || from >= size) throw outside(from, size);
    if (to < 0 || to > size) throw outside(to - 1, size);
    if (from > to) {
      throw new IllegalArgumentException("starting index " + from
          + " is greater than ending index " + to);
    }
    for (int index = from; index < to; index += slice.step()) into.add(array.get(index));
  }

  private static int fromEnd(int index, int size) {
    return index < 0 ? index + size : index;
  }

  private static IllegalArgumentException outside(int index, int size) {
    return new IllegalArgumentException("array index out of bounds: index " + index
        + ", length " + size);
  }

  private boolean holds(Step.Where where, JsonNode item) {
    List<String> left = operand(where.left(), item);
    if (where.right() instanceof Step.Operand.Nothing) return !left.isEmpty();
    List<String> right = operand(where.right(), item);
    if (left.isEmpty() || right.isEmpty()) return false;
    int order = compare(left.getFirst(), right.getFirst());
    return switch (where.operator()) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      default -> order >= 0;
    };
  }

  private List<String> operand(Step.Operand operand, JsonNode item) {
    return switch (operand) {
      case Step.Operand.Path(List<Step> steps) -> new JsonPath(pieces, true).walk(steps, item)
          .stream().map(JsonPath::text).toList();
      case Step.Operand.Literal literal -> List.of(literal.text());
      case Step.Operand.Nothing() -> List.of();
    };
  }

  private static int compare(String left, String right) {
    String number = "-?[0-9]{1,18}(\\.[0-9]{1,18})?";
    return left.matches(number) && right.matches(number)
        ? new BigDecimal(left).compareTo(new BigDecimal(right))
        : left.compareTo(right);
  }

  /// How a value stands in text: texts without quotes, everything else as JSON.
  public static String text(JsonNode value) {
    return switch (value) {
      case ContainerNode<?> container -> Yaml.sorted(container).toString();
      default -> value.isString() ? value.stringValue() : value.toString();
    };
  }
}
