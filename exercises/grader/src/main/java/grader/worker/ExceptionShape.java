package grader.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an exception crosses: by its public constructor with the most parameters of which each has
/// an accessor of the same name (`message` is `getMessage()`).
record ExceptionShape(Constructor<?> constructor, List<Method> accessors) {

  static ExceptionShape of(Class<?> type) {
    return Arrays.stream(type.getConstructors())
        .sorted(Comparator.comparingInt((Constructor<?> each) -> -each.getParameterCount())
            .thenComparing(Constructor::toString))
        .map(constructor -> shape(type, constructor)).filter(shape -> shape != null).findFirst()
        .orElseThrow(
            () -> new BadAnswer(type.getSimpleName() + " has no constructor to send it by."));
  }

  private static @Nullable ExceptionShape shape(Class<?> type, Constructor<?> constructor) {
    List<Method> accessors = new ArrayList<>();
    boolean isJdk = type.getName().startsWith("java.");
    for (Parameter parameter : constructor.getParameters()) {
      boolean isMessage = parameter.getType() == String.class
          && (isJdk || parameter.getName().equals("message"));
      try {
        Method accessor = type.getMethod(isMessage ? "getMessage" : parameter.getName());
        if (!parameter.getType().isAssignableFrom(accessor.getReturnType())) return null;
        accessors.add(accessor);
      } catch (NoSuchMethodException unknown) {
        return null;
      }
    }
    return new ExceptionShape(constructor, accessors);
  }

  /// The values from which the other side builds an equal exception.
  Object[] partsOf(Throwable exception) {
    Object[] parts = new Object[accessors.size()];
    for (int index = 0; index < parts.length; index++)
      parts[index] = part(accessors.get(index), exception);
    return parts;
  }

  private static @Nullable Object part(Method accessor, Throwable exception) {
    try {
      return accessor.invoke(exception);
    } catch (InvocationTargetException | IllegalAccessException problem) {
      throw new IllegalStateException("An exception that cannot say " + accessor.getName(),
          problem);
    }
  }

  Throwable build(Object[] parts) {
    try {
      return (Throwable) constructor.newInstance(parts);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException
        | IllegalArgumentException refused) {
      ProtocolBroken broken = new ProtocolBroken(
          constructor.getDeclaringClass().getSimpleName() + " cannot be built from what came");
      broken.initCause(refused);
      throw broken;
    }
  }
}
