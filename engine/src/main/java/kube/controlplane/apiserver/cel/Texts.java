package kube.controlplane.apiserver.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.exceptions.CelBadFormatException;
import dev.cel.common.values.NullValue;

/// Finding by regular expressions, in time that grows with the text and no faster, and `format`.
final class Texts {

  private Texts() {}

  static String find(String text, String pattern) {
    Matcher matcher = compile(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  static List<String> findAll(String text, String pattern, int atMost) {
    List<String> found = new ArrayList<>();
    Matcher matcher = compile(pattern).matcher(text);
    while (found.size() != atMost && matcher.find()) found.add(matcher.group());
    return found;
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException malformed) {
      throw new CelBadFormatException("Illegal regex: " + malformed.getDescription());
    }
  }

  /// `%s` for anything, `%d` for whole numbers, `%.2f`, `%e`, `%x`, `%X`, `%o`, `%b`, `%%`.
  static String format(String text, List<?> arguments) {
    java.util.regex.Matcher clause = java.util.regex.Pattern
        .compile("%(?:\\.(\\d{1,3}))?([sdfexXob%])").matcher(text);
    StringBuilder formatted = new StringBuilder();
    int next = 0;
    while (clause.find()) {
      String shown = "%";
      if (!clause.group(2).equals("%")) {
        if (next >= arguments.size()) {
          throw new CelBadFormatException("index " + next + " out of range");
        }
        shown = clause(clause.group(2), clause.group(1), arguments.get(next++));
      }
      clause.appendReplacement(formatted, java.util.regex.Matcher.quoteReplacement(shown));
    }
    return clause.appendTail(formatted).toString();
  }

  private static String clause(String letter, @org.jspecify.annotations.Nullable String precision,
      Object argument) {
    int digits = precision == null ? 6 : Integer.parseInt(precision);
    if (letter.equals("s")) return show(argument);
    if (argument instanceof String text && letter.equalsIgnoreCase("x")) {
      String hex = java.util.HexFormat.of()
          .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return letter.equals("x") ? hex : hex.toUpperCase(java.util.Locale.ROOT);
    }
    if (!(argument instanceof Number number)) {
      throw new CelBadFormatException("could not convert argument " + argument + " to a number");
    }
    return switch (letter) {
      case "d" -> show(number);
      case "f" -> BigDecimal.valueOf(number.doubleValue())
          .setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
      case "e" -> ("%." + digits + "e").formatted(number.doubleValue());
      case "x" -> Long.toHexString(number.longValue());
      case "X" -> Long.toHexString(number.longValue()).toUpperCase(java.util.Locale.ROOT);
      case "o" -> Long.toOctalString(number.longValue());
      default -> Long.toBinaryString(number.longValue());
    };
  }

  private static String show(Object value) {
    return switch (value) {
      case NullValue _ -> "null";
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
        Long.toString(number.longValue());
      case List<?> list -> list.stream().map(Texts::show)
          .collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map -> map.entrySet().stream()
          .map(entry -> show(entry.getKey()) + ": " + show(entry.getValue())).sorted()
          .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }
}
