package kube.controlplane.apiserver.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;

/// Puts what the library says into the words that Kubernetes' own library has for it.
final class Wording {

  private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)$",
      Pattern.MULTILINE);
  private static final Pattern ERROR = Pattern.compile("(ERROR: <input>:\\d+:\\d+: )");
  private static final Pattern PLACE = Pattern.compile("^evaluation error(?: at [^:]*:\\d+)?: ");
  private static final Pattern MISSING_KEY = Pattern.compile(
      "key '(.*)' is not present in map\\.?");
  private static final Pattern MISSING_FIELD = Pattern.compile(
      "Error resolving field '(.*)'\\. .*");

  private Wording() {}

  static String of(CelValidationResult result) {
    return CANDIDATES.matcher(result.getErrorString()).replaceAll("");
  }

  static String ofSyntax(CelValidationResult result) {
    return ERROR.matcher(result.getErrorString()).replaceAll("$1Syntax error: ");
  }

  static String of(CelEvaluationException failure) {
    String said = failure.getMessage() == null ? "" : failure.getMessage();
    String bare = PLACE.matcher(said).replaceFirst("");
    CelErrorCode code = failure.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "no such key: " + firstGroup(bare);
      case DIVIDE_BY_ZERO -> "division by zero";
      case INDEX_OUT_OF_BOUNDS -> "index out of bounds: "
          + bare.replaceFirst("^Index out of bounds: ", "");
      case OVERLOAD_NOT_FOUND -> "no such overload";
      case NUMERIC_OVERFLOW -> "integer overflow";
      case ITERATION_BUDGET_EXCEEDED -> "operation cancelled: actual cost limit exceeded";
      default -> bare.startsWith("Function '") ? ofFunction(failure, bare) : bare;
    };
  }

  /// A function's own words lie beneath those of the library.
  private static String ofFunction(CelEvaluationException failure, String otherwise) {
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    if (cause instanceof ArithmeticException) return "integer overflow";
    return cause.getMessage() == null ? otherwise : cause.getMessage();
  }

  private static String firstGroup(String said) {
    for (Pattern pattern : new Pattern[]{MISSING_KEY, MISSING_FIELD}) {
      Matcher matcher = pattern.matcher(said);
      if (matcher.matches()) return matcher.group(1);
    }
    return said;
  }
}
