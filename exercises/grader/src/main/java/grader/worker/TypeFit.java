package grader.worker;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Checks that a value is what a declaration promises, type arguments included.
///
/// Without it, a list of the wrong things would pass as `List<Action>` and fail somewhere in a
/// check. Asks class by class, as [Encoder] does and for its reason.
final class TypeFit {
  /// One component of a record that has to be looked at, and its place.
  private record Component(int index, Type type) {}

  /// Looked up once for each record type, for every answer with records comes by here.
  private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
    @Override
    protected List<Component> computeValue(Class<?> type) {
      RecordComponent[] all = type.getRecordComponents();
      return IntStream.range(0, all.length).filter(index -> canMisfit(all[index]))
          .mapToObj(index -> new Component(index, all[index].getGenericType())).toList();
    }
  };

  private TypeFit() {}

  /// A number, a text or bytes are what they are declared to be, or the record could not be built.
  private static boolean canMisfit(RecordComponent component) {
    Class<?> type = component.getType();
    return component.getGenericType() != type
        || !(type.isPrimitive() || type == String.class || type == byte[].class);
  }

  /// Whether the value fits the declared type; what is unknown about type variables is allowed.
  static boolean fits(@Nullable Object value, Type type) {
    return fits(value, type, Map.of());
  }

  private static boolean fits(@Nullable Object value, Type type, Map<String, Type> known) {
    if (type instanceof Class<?> plain) return fitsClass(value, plain);
    if (type instanceof ParameterizedType generic) return fitsGeneric(value, generic, known);
    if (type instanceof WildcardType wildcard) {
      return fits(value, wildcard.getUpperBounds()[0], known);
    }
    return !(type instanceof TypeVariable<?> variable) || !known.containsKey(variable.getName())
        || fits(value, known.getOrDefault(variable.getName(), Object.class), Map.of());
  }

  private static boolean fitsClass(@Nullable Object value, Class<?> type) {
    if (type == void.class || value == null)
      return (value == null && !type.isPrimitive()) || type == void.class;
    if (type.isPrimitive())
      return boxed(type).isInstance(value);
    return type.isInstance(value) && fitsComponents(value, Map.of());
  }

  private static Class<?> boxed(Class<?> primitive) {
    if (primitive == int.class) return Integer.class;
    if (primitive == long.class) return Long.class;
    if (primitive == boolean.class) return Boolean.class;
    return MethodType.methodType(primitive).wrap().returnType();
  }

  private static boolean fitsGeneric(@Nullable Object value, ParameterizedType type,
      Map<String, Type> known) {
    if (value == null) return true;
    if (!((Class<?>) type.getRawType()).isInstance(value)) return false;
    Type[] arguments = type.getActualTypeArguments();
    if (value instanceof Record record) {
      return fitsComponents(record, bindings(record.getClass(), arguments, known));
    }
    if (value instanceof Optional<?> any) {
      return any.isEmpty() || fits(any.get(), arguments[0], known);
    }
    if (value instanceof Collection<?> all) {
      for (Object each : all) if (!fits(each, arguments[0], known)) return false;
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!fits(entry.getKey(), arguments[0], known)
            || !fits(entry.getValue(), arguments[1], known))
          return false;
      }
    }
    return true;
  }

  private static boolean fitsComponents(Object value, Map<String, Type> known) {
    if (!(value instanceof Record record)) return true;
    List<Component> components = COMPONENTS.get(record.getClass());
    if (components.isEmpty()) return true;
    Object[] parts = RecordShape.of(record.getClass()).parts(record);
    for (Component component : components) {
      if (!fits(parts[component.index()], component.type(), known)) return false;
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
