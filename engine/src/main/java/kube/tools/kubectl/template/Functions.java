package kube.tools.kubectl.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/// The functions that a template may call: Go's own, and `exists` and `base64decode` of kubectl.
///
/// **Leaves out** `call`: no object holds a function.
final class Functions {

  static final Set<String> NAMES = Set.of("and", "or", "not", "len", "index", "slice", "print",
      "printf", "println", "html", "js", "urlquery", "eq", "ne", "lt", "le", "gt", "ge", "exists",
      "base64decode");
  private static final Set<String> ONE = Set.of("not", "len", "base64decode");

  private Functions() {}

  static boolean isTrue(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) return false;
    if (value.isBoolean()) return value.booleanValue();
    if (value.isNumber()) return value.doubleValue() != 0;
    return value.isString() ? !value.stringValue().isEmpty() : !value.isEmpty();
  }

  /// @throws IllegalArgumentException with Go's words for what is wrong
  static JsonNode call(String name, List<JsonNode> values) {
    if (ONE.contains(name) && values.size() != 1) {
      throw new WrongCount("wrong number of args for " + name + ": want 1 got " + values.size());
    }
    return switch (name) {
      case "and" -> values.stream().filter(value -> !isTrue(value)).findFirst()
          .orElseGet(values::getLast);
      case "or" -> values.stream().filter(Functions::isTrue).findFirst()
          .orElseGet(values::getLast);
      case "not" -> BooleanNode.valueOf(!isTrue(values.getFirst()));
      case "len" -> length(values.getFirst());
      case "index" -> index(values);
      case "slice" -> slice(values);
      case "print" -> StringNode.valueOf(print(values));
      case "printf" -> StringNode.valueOf(
          GoText.format(GoText.of(values.getFirst()), values.subList(1, values.size())));
      case "println" -> StringNode.valueOf(values.stream().map(GoText::of)
          .collect(Collectors.joining(" ")) + "\n");
      case "html" -> StringNode.valueOf(html(print(values)));
      case "js" -> StringNode.valueOf(print(values).replace("\\", "\\\\").replace("'", "\\'")
          .replace("\"", "\\\"").replace("<", "\\u003C").replace(">", "\\u003E"));
      case "urlquery" -> StringNode.valueOf(
          URLEncoder.encode(print(values), StandardCharsets.UTF_8));
      case "exists" -> BooleanNode.valueOf(exists(values));
      case "base64decode" -> decoded(values.getFirst());
      default -> Comparing.compare(name, values);
    };
  }

  /// The function got more or fewer values than it takes.
  static final class WrongCount extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongCount(String message) {
      super(message);
    }
  }

  private static JsonNode length(JsonNode value) {
    if (value.isString()) {
      return LongNode.valueOf(value.stringValue().getBytes(StandardCharsets.UTF_8).length);
    }
    if (value.isContainer()) return LongNode.valueOf(value.size());
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException("reflect: call of reflect.Value.Type on zero Value");
    }
    throw new IllegalArgumentException("len of type " + GoText.type(value));
  }

  private static JsonNode index(List<JsonNode> values) {
    JsonNode item = values.getFirst();
    if (item.isMissingNode() || item.isNull()) {
      throw new IllegalArgumentException("index of untyped nil");
    }
    for (JsonNode key : values.subList(1, values.size())) {
      if (item.isObject()) {
        if (!key.isString()) {
          throw new IllegalArgumentException("value has type " + GoText.type(key)
              + "; should be string");
        }
        item = item.path(key.stringValue());
      } else if (item.isArray()) {
        if (!key.isNumber()) {
          throw new IllegalArgumentException("cannot index slice/array with type "
              + GoText.type(key));
        }
        if (key.intValue() < 0 || key.intValue() >= item.size()) {
          throw new IllegalArgumentException("reflect: slice index out of range");
        }
        item = item.path(key.intValue());
      } else if (item.isMissingNode() || item.isNull()) {
        throw new IllegalArgumentException("index of nil pointer");
      } else {
        throw new IllegalArgumentException("can't index item of type " + GoText.type(item));
      }
    }
    return item;
  }

  private static JsonNode slice(List<JsonNode> values) {
    JsonNode item = values.getFirst();
    int size = item.isString() ? item.stringValue().length() : item.size();
    int from = values.size() > 1 ? values.get(1).intValue() : 0;
    int to = values.size() > 2 ? values.get(2).intValue() : size;
    if (from < 0 || to > size) {
      throw new IllegalArgumentException("index out of range: " + (from < 0 ? from : to));
    }
    if (from > to) {
      throw new IllegalArgumentException("invalid slice index: " + from + " > " + to);
    }
    if (item.isString()) return StringNode.valueOf(item.stringValue().substring(from, to));
    var part = kube.foundation.api.Json.object().putArray("part");
    for (int at = from; at < to; at++) part.add(item.path(at));
    return part;
  }

  /// Go puts a blank between two values of which neither is a text.
  private static String print(List<JsonNode> values) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < values.size(); at++) {
      boolean spaced = at > 0 && !values.get(at).isString() && !values.get(at - 1).isString();
      text.append(spaced ? " " : "").append(GoText.of(values.get(at)));
    }
    return text.toString();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("\"", "&#34;").replace("'", "&#39;")
        .replace("<", "&lt;").replace(">", "&gt;");
  }

  private static boolean exists(List<JsonNode> values) {
    try {
      JsonNode found = values.size() == 1 ? values.getFirst() : index(values);
      return !found.isMissingNode() && !found.isNull();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static JsonNode decoded(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      throw new WrongCount("invalid value; expected string");
    }
    if (!value.isString()) {
      throw new WrongCount("wrong type for value; expected string; got " + GoText.type(value));
    }
    try {
      return StringNode.valueOf(new String(Base64.getDecoder().decode(value.stringValue()),
          StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("base64 decode failed");
    }
  }

  static JsonNode nothing() {
    return MissingNode.getInstance();
  }
}
