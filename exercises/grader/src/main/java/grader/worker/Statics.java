package grader.worker;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whether the static fields of a class can remember anything.
///
/// Only constants cannot: plain values, texts, moments, and the JDK's unchangeable collections of
/// such. Whatever is not known to be constant counts as memory.
final class Statics {
  private static final Set<Class<?>> CONSTANT = Set.of(String.class, Integer.class, Long.class,
      Boolean.class, Double.class, Character.class, Duration.class, Instant.class);
  private static final String UNCHANGEABLE = List.of().getClass().getEnclosingClass().getName();

  private Statics() {}

  /// Whether no static field of the class can carry anything from one instance to the next.
  ///
  /// @param isInitialized whether its fields may be looked at; otherwise their types decide
  static boolean keepNothing(Class<?> type, boolean isInitialized) {
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers) || field.isSynthetic()) continue;
      if (!Modifier.isFinal(modifiers)) return false;
      if (isConstant(field.getType())) continue;
      if (!isInitialized || !isUnchangeable(value(field))) return false;
    }
    return true;
  }

  private static boolean isConstant(Class<?> type) {
    return type.isPrimitive() || CONSTANT.contains(type);
  }

  private static boolean isUnchangeable(@Nullable Object value) {
    if (value == null || CONSTANT.contains(value.getClass())) return true;
    if (!value.getClass().getName().startsWith(UNCHANGEABLE)) return false;
    if (value instanceof Collection<?> all) {
      return all.stream().allMatch(Statics::isUnchangeable);
    }
    return value instanceof Map<?, ?> map && isUnchangeable(List.copyOf(map.keySet()))
        && map.values().stream().allMatch(Statics::isUnchangeable);
  }

  private static @Nullable Object value(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }
}
