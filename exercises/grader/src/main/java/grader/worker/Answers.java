package grader.worker;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// What a learner's method may answer: a value of its declared type, and `null` only where that is
/// declared.
final class Answers {
  private Answers() {}

  /// Throws [BadAnswer], with a sentence for the learner, when the value cannot be the method's
  /// answer.
  static void require(Method method, @Nullable Object value) {
    String name = method.getName();
    if (value == null && method.getReturnType() != void.class && !mayBeNull(method)) {
      throw new BadAnswer("`%s` answered `null`. It must always answer a `%s`.".formatted(name,
          method.getReturnType().getSimpleName()));
    }
    if (!TypeFit.fits(value, method.getGenericReturnType())) {
      throw new BadAnswer(
          "`%s` answered a `%s` that does not hold what its type promises.".formatted(
              name, method.getReturnType().getSimpleName()));
    }
  }

  private static boolean mayBeNull(Method method) {
    for (Annotation annotation : method.getAnnotatedReturnType().getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("Nullable")) return true;
    }
    return false;
  }
}
