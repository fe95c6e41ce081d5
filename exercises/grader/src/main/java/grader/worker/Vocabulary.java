package grader.worker;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
      java.util.function.LongUnaryOperator.class, java.util.function.Predicate.class,
      java.util.function.Supplier.class, java.util.function.UnaryOperator.class);

  /// Shapes belong to classes and not to a conversation: the next one finds them ready.
  private static final ClassValue<ExceptionShape> EXCEPTION_SHAPES = new ClassValue<>() {
    @Override
    protected ExceptionShape computeValue(Class<?> type) {
      return ExceptionShape.of(type);
    }
  };

  private static final ClassValue<Methods> METHODS = new ClassValue<>() {
    @Override
    protected Methods computeValue(Class<?> type) {
      return Methods.of(type);
    }
  };

  private final ClassLoader loader;
  private final List<String> names;
  private final @Nullable Class<?>[] types;
  private final Map<String, Integer> indexes = new HashMap<>();

  /// The vocabulary of these class names (any order), found through the loader.
  ///
  /// A class is looked for when it is first spoken of: a worker speaks of one slot, and the list
  /// names those of all.
  public Vocabulary(List<String> classNames, ClassLoader loader) {
    this.loader = loader;
    names = classNames.stream().sorted().toList();
    List<Class<?>> common = new ArrayList<>(EXCEPTIONS);
    common.addAll(CALLBACKS);
    types = new Class<?>[names.size() + common.size()];
    for (String name : names) indexes.put(name, indexes.size());
    for (Class<?> type : common) {
      types[indexes.size()] = type;
      indexes.put(type.getName(), indexes.size());
    }
  }

  List<Class<?>> types() {
    List<Class<?>> all = new ArrayList<>();
    for (int index = 0; index < types.length; index++) all.add(type(index));
    return all;
  }

  /// The place of this very class: another one of the same name has none.
  @Nullable
  Integer indexOf(Class<?> type) {
    Integer index = indexes.get(type.getName());
    return index != null && type(index) == type ? index : null;
  }

  Class<?> type(int index) {
    if (index < 0 || index >= types.length) throw new ProtocolBroken("there is no type " + index);
    Class<?> type = types[index];
    if (type == null) {
      type = found(names.get(index));
      types[index] = type;
    }
    return type;
  }

  private Class<?> found(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new IllegalStateException("The slots' type " + name + " cannot be loaded", missing);
    }
  }

  RecordShape recordShape(Class<?> type) {
    if (!type.isRecord()) throw new ProtocolBroken(type.getName() + " is not a record");
    return RecordShape.of(type);
  }

  ExceptionShape exceptionShape(Class<?> type) {
    if (!Throwable.class.isAssignableFrom(type)) {
      throw new ProtocolBroken(type.getName() + " is not an exception");
    }
    return EXCEPTION_SHAPES.get(type);
  }

  /// The interfaces of the vocabulary that an object implements: what it can be called through.
  List<Class<?>> interfacesOf(Object object) {
    SortedMap<Integer, Class<?>> found = new TreeMap<>();
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      addInterfaces(type, found);
    }
    return List.copyOf(found.values());
  }

  private void addInterfaces(Class<?> type, SortedMap<Integer, Class<?>> found) {
    for (Class<?> each : type.getInterfaces()) {
      Integer index = indexOf(each);
      if (index != null && !each.isSealed()) found.put(index, each);
      addInterfaces(each, found);
    }
  }

  int methodIndex(Class<?> owner, Method method) {
    Integer index = METHODS.get(owner).indexes().get(method);
    if (index == null) throw new BadAnswer(method + " cannot be called from here.");
    return index;
  }

  Method method(Class<?> owner, int index) {
    List<Method> all = METHODS.get(owner).all();
    if (index < 0 || index >= all.size()) {
      throw new ProtocolBroken("there is no method " + index + " in " + owner.getName());
    }
    return all.get(index);
  }

  /// The methods of an interface in an order that both sides share.
  private record Methods(List<Method> all, Map<Method, Integer> indexes) {
    static Methods of(Class<?> type) {
      List<Method> all = Arrays.stream(type.getMethods())
          .filter(method -> !Modifier.isStatic(method.getModifiers()))
          .sorted(Comparator.comparing(Method::getName)
              .thenComparing(method -> Arrays.toString(method.getParameterTypes()))
              .thenComparing(method -> method.getReturnType().getName()))
          .toList();
      Map<Method, Integer> indexes = new HashMap<>();
      for (int index = 0; index < all.size(); index++) indexes.putIfAbsent(all.get(index), index);
      return new Methods(all, Map.copyOf(indexes));
    }
  }
}
