package kube.tools.kubectl.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/// Values as Go's `fmt` writes them: `map[a:1 b:[x y]]`, `<nil>`, `1e+06`.
public final class GoText {

  private GoText() {}

  /// What `%v` makes of a value.
  public static String of(JsonNode value) {
    if (value.isMissingNode()) return "<no value>";
    if (value.isNull()) return "<nil>";
    if (value.isString()) return value.stringValue();
    if (value.isFloatingPointNumber()) return number(value.doubleValue());
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(of(item)));
      return "[" + String.join(" ", items) + "]";
    }
    if (value.isObject()) {
      Map<String, String> fields = new TreeMap<>();
      value.forEachEntry((name, field) -> fields.put(name, of(field)));
      List<String> pairs = new ArrayList<>();
      fields.forEach((name, field) -> pairs.add(name + ":" + field));
      return "map[" + String.join(" ", pairs) + "]";
    }
    return value.toString();
  }

  /// A float in its shortest form, with an exponent from 21 digits on.
  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) return Long.toString((long) value);
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    boolean plain = exponent >= -4 && exponent < 21;
    if (plain) return exact.toPlainString();
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1
        ? digits
        : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "") + mantissa + String.format("e%s%02d", exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }

  /// `%q`: in quotes, with escapes.
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(letter -> {
      switch (letter) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (letter < ' ') quoted.append(String.format("\\x%02x", letter));
          else
            quoted.appendCodePoint(letter);
        }
      }
    });
    return quoted.append('"').toString();
  }

  /// The name of the type, for messages.
  public static String type(JsonNode value) {
    if (value.isString()) return "string";
    if (value.isBoolean()) return "bool";
    if (value.isFloatingPointNumber()) return "float64";
    if (value.isNumber()) return "int64";
    if (value.isArray()) return "[]interface {}";
    return value.isObject() ? "map[string]interface {}" : "<nil>";
  }

  /// `printf`.
  static String format(String form, List<JsonNode> values) {
    StringBuilder text = new StringBuilder();
    int used = 0;
    for (int at = 0; at < form.length(); at++) {
      if (form.charAt(at) != '%') {
        text.append(form.charAt(at));
        continue;
      }
      int start = at++;
      while (at < form.length() && "+-# 0123456789.".indexOf(form.charAt(at)) >= 0) at++;
      if (at >= form.length()) return text.append("%!(NOVERB)").toString();
      char verb = form.charAt(at);
      if (verb == '%') text.append('%');
      else if (used >= values.size()) text.append("%!").append(verb).append("(MISSING)");
      else
        text.append(one(form.substring(start, at), verb, values.get(used++)));
    }
    if (used < values.size()) {
      List<String> extra = new ArrayList<>();
      values.subList(used, values.size())
          .forEach(value -> extra.add(type(value) + "=" + of(value)));
      text.append("%!(EXTRA ").append(String.join(", ", extra)).append(')');
    }
    return text.toString();
  }

  private static String one(String flags, char verb, JsonNode value) {
    boolean fits = switch (verb) {
      case 'v' -> true;
      case 's', 'q' -> value.isString() || value.isContainer();
      case 'd' -> value.isIntegralNumber();
      case 'f', 'g', 'e' -> value.isFloatingPointNumber();
      case 't' -> value.isBoolean();
      case 'x' -> value.isIntegralNumber();
      default -> false;
    };
    if (!fits) return "%!" + verb + "(" + type(value) + "=" + of(value) + ")";
    return switch (verb) {
      case 'd' -> String.format(flags + "d", value.longValue());
      case 'x' -> String.format(flags + "x", value.longValue());
      case 'f' -> String.format(java.util.Locale.ROOT, flags + "f", value.doubleValue());
      case 'q' -> String.format(flags + "s", quoted(of(value)));
      default -> String.format(flags.replace("+", "").replace("#", "") + "s", of(value));
    };
  }
}
