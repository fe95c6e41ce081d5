package grader.run;

import grader.report.Diagnostic;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in short words what some of the compiler's long ones come down to: a method of the slot
/// that is missing or written differently, and two classes of one name.
///
/// **Leaves out** all other errors, because the compiler's own words say them better.
final class CompileAdvice {
  private static final Pattern MISSING = Pattern
      .compile("does not override abstract method (\\w+)\\(");
  private static final Pattern DIFFERENT = Pattern
      .compile("(?s)^(\\w+)\\(.* cannot implement \\1\\(");
  private static final Pattern TWICE = Pattern.compile("^duplicate class: learner\\.(\\S+)$");
  private static final Pattern QUALIFIER = Pattern.compile("(?:\\w+[.$])+(?=\\w)");

  private CompileAdvice() {}

  /// Sentences to follow the number of errors, each after a space; empty when there is nothing to
  /// say more simply.
  static String on(Class<?> slot, List<Diagnostic> diagnostics) {
    Set<String> sentences = new LinkedHashSet<>();
    for (Diagnostic each : diagnostics) {
      for (Pattern pattern : List.of(MISSING, DIFFERENT)) {
        Matcher found = pattern.matcher(each.message());
        if (found.find()) signatures(slot, found.group(1)).forEach(sentences::add);
      }
      Matcher twice = TWICE.matcher(each.message());
      if (twice.find()) {
        sentences.add("Two classes are named `" + twice.group(1) + "`. Keep one of them.");
      }
    }
    return sentences.stream().map(sentence -> " " + sentence).collect(Collectors.joining());
  }

  private static List<String> signatures(Class<?> slot, String name) {
    return Arrays.stream(slot.getMethods()).filter(method -> method.getName().equals(name))
        .map(CompileAdvice::signature).sorted(Comparator.naturalOrder())
        .map(right -> "`" + name + "` of `" + slot.getSimpleName()
            + "` is missing, or written differently. It should be: `" + right + "`.")
        .toList();
  }

  private static String signature(Method method) {
    String parameters = Arrays.stream(method.getParameters())
        .map(CompileAdvice::parameter).collect(Collectors.joining(", "));
    return "public " + plain(method.getGenericReturnType().getTypeName()) + " " + method.getName()
        + "(" + parameters + ")";
  }

  private static String parameter(Parameter parameter) {
    return plain(parameter.getParameterizedType().getTypeName()) + " " + parameter.getName();
  }

  private static String plain(String type) {
    return QUALIFIER.matcher(type).replaceAll("");
  }
}
