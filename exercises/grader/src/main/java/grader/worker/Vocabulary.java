package grader.worker;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types that may cross: those a slot's interface speaks of, and a few of the JDK's.
///
/// Both sides hold the same sorted list, so a type is said by its place in it; what is not on the
/// list cannot be said.
public final class Vocabulary {
  /// Exceptions of the JDK that cross as themselves.
  private static final List<Class<?>> EXCEPTIONS = List.of(ArithmeticException.class,
      ArrayIndexOutOfBoundsException.class, ClassCastException.class,
      java.util.ConcurrentModificationException.class, IllegalArgumentException.class,
      IllegalStateException.class, IndexOutOfBoundsException.class, NullPointerException.class,
      NumberFormatException.class, java.util.NoSuchElementException.class,
      UnsupportedOperationException.class);

  /// Interfaces of the JDK that may serve as callbacks.
  private static final List<Class<?>> CALLBACKS = List.of(Runnable.class,
      java.util.function.BiConsumer.class, java.util.function.BiFunction.class,
      java.util.function.Consumer.class, java.util.function.Function.class,
      java.util.function.Predicate.class, java.util.function.Supplier.class);

  private final List<Class<?>> types = new ArrayList<>();
  private final Map<Class<?>, Integer> indexes = new HashMap<>();
  private final Map<Class<?>, RecordShape> records = new HashMap<>();
  private final Map<Class<?>, ExceptionShape> exceptions = new HashMap<>();
  private final Map<Class<?>, List<Method>> methods = new HashMap<>();
  private final Map<Method, Integer> methodIndexes = new HashMap<>();

  /// The vocabulary of these class names (any order), found through the loader.
  public Vocabulary(List<String> classNames, ClassLoader loader) {
    for (String name : classNames.stream().sorted().toList()) {
      try {
        types.add(Class.forName(name, false, loader));
      } catch (ClassNotFoundException | LinkageError missing) {
        throw new IllegalStateException("The slots' type " + name + " cannot be loaded", missing);
      }
    }
    types.addAll(EXCEPTIONS);
    types.addAll(CALLBACKS);
    for (Class<?> type : types) indexes.put(type, indexes.size());
  }

  @Nullable
  Integer indexOf(Class<?> type) {
    return indexes.get(type);
  }

  Class<?> type(int index) {
    if (index < 0 || index >= types.size()) throw new ProtocolBroken("there is no type " + index);
    return types.get(index);
  }

  RecordShape recordShape(Class<?> type) {
    if (!type.isRecord()) throw new ProtocolBroken(type.getName() + " is not a record");
    return records.computeIfAbsent(type, RecordShape::of);
  }

  ExceptionShape exceptionShape(Class<?> type) {
    if (!Throwable.class.isAssignableFrom(type)) {
      throw new ProtocolBroken(type.getName() + " is not an exception");
    }
    return exceptions.computeIfAbsent(type, ExceptionShape::of);
  }

  /// The interfaces of the vocabulary that an object implements: what it can be called through.
  List<Class<?>> interfacesOf(Object object) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : types) {
      if (type.isInterface() && !type.isSealed() && type.isInstance(object)) found.add(type);
    }
    return found;
  }

  int methodIndex(Class<?> owner, Method method) {
    methodsOf(owner);
    Integer index = methodIndexes.get(method);
    if (index == null) throw new BadAnswer(method + " cannot be called from here.");
    return index;
  }

  Method method(Class<?> owner, int index) {
    List<Method> all = methodsOf(owner);
    if (index < 0 || index >= all.size()) {
      throw new ProtocolBroken("there is no method " + index + " in " + owner.getName());
    }
    return all.get(index);
  }

  private List<Method> methodsOf(Class<?> owner) {
    return methods.computeIfAbsent(owner, type -> {
      List<Method> all = Arrays.stream(type.getMethods())
          .filter(method -> !Modifier.isStatic(method.getModifiers()))
          .sorted(Comparator.comparing(Method::getName)
              .thenComparing(method -> Arrays.toString(method.getParameterTypes()))
              .thenComparing(method -> method.getReturnType().getName()))
          .toList();
      for (int index = 0; index < all.size(); index++)
        methodIndexes.putIfAbsent(all.get(index), index);
      return all;
    });
  }
}
