package grader.worker;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks that a value is what a declaration promises, type arguments included.
///
/// Without it, a list of the wrong things would pass as `List<Action>` and fail somewhere in a
/// check.
final class TypeFit {
  private TypeFit() {}

  /// Whether the value fits the declared type; what is unknown about type variables is allowed.
  static boolean fits(@Nullable Object value, Type type) {
    return fits(value, type, Map.of());
  }

  private static boolean fits(@Nullable Object value, Type type, Map<String, Type> known) {
    return switch (type) {
      case Class<?> plain -> fitsClass(value, plain);
      case ParameterizedType generic -> fitsGeneric(value, generic, known);
      case WildcardType wildcard -> fits(value, wildcard.getUpperBounds()[0], known);
      case TypeVariable<?> variable -> !known.containsKey(variable.getName())
          || fits(value, known.getOrDefault(variable.getName(), Object.class), Map.of());
      default -> true;
    };
  }

  private static boolean fitsClass(@Nullable Object value, Class<?> type) {
    if (type == void.class || value == null)
      return (value == null && !type.isPrimitive()) || type == void.class;
    if (type.isPrimitive())
      return MethodType.methodType(type).wrap().returnType().isInstance(value);
    return type.isInstance(value) && fitsComponents(value, Map.of());
  }

  private static boolean fitsGeneric(@Nullable Object value, ParameterizedType type,
      Map<String, Type> known) {
    if (value == null) return true;
    if (!((Class<?>) type.getRawType()).isInstance(value)) return false;
    Type[] arguments = type.getActualTypeArguments();
    return switch (value) {
      case Collection<?> collection ->
        collection.stream().allMatch(each -> fits(each, arguments[0], known));
      case Map<?, ?> map ->
        map.entrySet().stream().allMatch(entry -> fits(entry.getKey(), arguments[0], known)
            && fits(entry.getValue(), arguments[1], known));
      case Optional<?> optional -> optional.isEmpty() || fits(optional.get(), arguments[0], known);
      case Record record -> fitsComponents(record, bindings(record.getClass(), arguments, known));
      default -> true;
    };
  }

  private static boolean fitsComponents(Object value, Map<String, Type> known) {
    if (!(value instanceof Record record)) return true;
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        if (!fits(component.getAccessor().invoke(record), component.getGenericType(), known))
          return false;
      } catch (ReflectiveOperationException refused) {
        return false;
      }
    }
    return true;
  }

  /// A record that implements `ApiResult<Pod>` as `Ok<T>` takes the same arguments in the same
  /// order.
  private static Map<String, Type> bindings(Class<?> type, Type[] arguments,
      Map<String, Type> known) {
    TypeVariable<?>[] variables = type.getTypeParameters();
    Map<String, Type> bindings = new HashMap<>();
    if (variables.length != arguments.length) return bindings;
    for (int index = 0; index < variables.length; index++) {
      Type argument = arguments[index];
      if (argument instanceof TypeVariable<?> outer) {
        if (known.containsKey(outer.getName()))
          bindings.put(variables[index].getName(),
              known.getOrDefault(outer.getName(), Object.class));
      } else {
        bindings.put(variables[index].getName(), argument);
      }
    }
    return bindings;
  }
}
