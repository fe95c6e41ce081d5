package kube.node.containerruntime.shell;

import java.util.function.Function;

/// Reckons what stands in `$((…))`, in whole numbers.
final class Arithmetic {

  private final String text;
  private final Function<String, String> variables;
  private int at;

  private Arithmetic(String text, Function<String, String> variables) {
    this.text = text.replaceAll("\\s", "");
    this.variables = variables;
  }

  static long of(String expression, Function<String, String> variables) {
    return new Arithmetic(expression, variables).comparison();
  }

  private long comparison() {
    long left = sum();
    while (at < text.length()) {
      if (eat("<=")) {
        left = left <= sum() ? 1 : 0;
      } else if (eat(">=")) {
        left = left >= sum() ? 1 : 0;
      } else if (eat("==")) {
        left = left == sum() ? 1 : 0;
      } else if (eat("!=")) {
        left = left != sum() ? 1 : 0;
      } else if (eat("<")) {
        left = left < sum() ? 1 : 0;
      } else if (eat(">")) {
        left = left > sum() ? 1 : 0;
      } else {
        return left;
      }
    }
    return left;
  }

  private long sum() {
    long left = product();
    while (true) {
      if (eat("+")) {
        left += product();
      } else if (eat("-")) {
        left -= product();
      } else {
        return left;
      }
    }
  }

  private long product() {
    long left = single();
    while (true) {
      if (eat("*")) {
        left *= single();
      } else if (eat("/")) {
        long by = single();
        left = by == 0 ? 0 : left / by;
      } else if (eat("%")) {
        long by = single();
        left = by == 0 ? 0 : left % by;
      } else {
        return left;
      }
    }
  }

  private long single() {
    if (eat("-")) return -single();
    if (eat("(")) {
      long inside = comparison();
      eat(")");
      return inside;
    }
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at))
        || text.charAt(at) == '_' || text.charAt(at) == '$'))
      at++;
    String word = text.substring(start, at).replace("$", "");
    String value = word.matches("\\d+") ? word : variables.apply(word);
    return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
  }

  private boolean eat(String operator) {
    if (!text.startsWith(operator, at)) return false;
    at += operator.length();
    return true;
  }
}
