package grader.worker;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of frames of one slot: each question that may be asked and each callback that may come
/// of it, generated from the slot's interface.
///
/// The numbers are those of the [Vocabulary], by which [Peer] speaks, so this is the protocol of the
/// slot and no description of it. A slot needs nothing else to be spoken with. What its interface
/// promises and no frame can carry is named here, before a learner meets it.
public final class Frames {
  /// One question or callback.
  ///
  /// @param number its place among the methods of its interface, as it is said on the wire
  public record Frame(String owner, int number, String method, List<String> arguments,
      String answer) {
    @Override
    public String toString() {
      return "%s.%s #%d (%s) -> %s".formatted(owner, method, number,
          String.join(", ", arguments), answer);
    }
  }

  private static final Set<Class<?>> PLAIN = Set.of(void.class, boolean.class, byte.class,
      short.class, int.class, long.class, float.class, double.class, char.class, Boolean.class,
      Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class,
      Character.class, Void.class, String.class, byte[].class, BigDecimal.class, Duration.class,
      Instant.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);
  private static final Set<Class<?>> HOLDERS = Set.of(Optional.class, Collection.class, List.class,
      Set.class, SortedSet.class, TreeSet.class, Map.class, SortedMap.class);

  private final Vocabulary vocabulary;
  private final List<Frame> frames = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Class<?>> known = new HashSet<>();

  private Frames(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// The table of this slot, spoken about with these types.
  public static Frames of(Class<?> slot, Vocabulary vocabulary) {
    Frames frames = new Frames(vocabulary);
    frames.speakWith(slot);
    return frames;
  }

  /// The frames, those of the slot itself first.
  public List<Frame> all() {
    return List.copyOf(frames);
  }

  /// What the slot's interface promises and no frame can carry: a sentence for each.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void speakWith(Class<?> owner) {
    if (!known.add(owner)) return;
    List<Method> methods = Stream.of(owner.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparingInt(method -> vocabulary.methodIndex(owner, method))).toList();
    for (Method method : methods) {
      frames.add(new Frame(owner.getSimpleName(), vocabulary.methodIndex(owner, method),
          method.getName(), Stream.of(method.getGenericParameterTypes()).map(Frames::name)
              .toList(),
          name(method.getGenericReturnType())));
    }
    for (Method method : methods) {
      String where = owner.getSimpleName() + "." + method.getName();
      for (Type parameter : method.getGenericParameterTypes()) carry(parameter, where);
      carry(method.getGenericReturnType(), where);
      for (Class<?> thrown : method.getExceptionTypes()) carry(thrown, where);
    }
    for (Class<?> nested : owner.getDeclaredClasses()) {
      if (Throwable.class.isAssignableFrom(nested)) carry(nested, owner.getSimpleName());
    }
  }

  private void carry(Type type, String where) {
    switch (type) {
      case Class<?> plain -> carryClass(plain, where);
      case ParameterizedType generic -> {
        carryClass((Class<?>) generic.getRawType(), where);
        for (Type argument : generic.getActualTypeArguments()) carry(argument, where);
      }
      case WildcardType wildcard -> {
        for (Type bound : wildcard.getUpperBounds()) carry(bound, where);
      }
      case TypeVariable<?> _ -> {} // Whoever names the argument has it carried.
      default -> problems.add(where + " speaks of " + name(type) + ", an array of unknown things");
    }
  }

  private void carryClass(Class<?> type, String where) {
    if (PLAIN.contains(type) || HOLDERS.contains(type) || type == Object.class) return;
    if (vocabulary.indexOf(type) == null) {
      problems.add(where + " speaks of " + type.getSimpleName()
          + ", which is no type of the slot's and no plain value");
    } else if (type.isRecord()) {
      carryRecord(type);
    } else if (type.isSealed()) {
      if (known.add(type)) {
        for (Class<?> each : type.getPermittedSubclasses()) carryClass(each, type.getSimpleName());
      }
    } else if (type.isInterface()) {
      speakWith(type);
    } else if (Throwable.class.isAssignableFrom(type)) {
      carryException(type, where);
    } else if (!type.isEnum()) {
      problems.add(where + " speaks of " + type.getSimpleName()
          + ", a class; make it a record, or a small interface to be called back through");
    }
  }

  private void carryRecord(Class<?> type) {
    if (!known.add(type)) return;
    for (RecordComponent component : type.getRecordComponents()) {
      carry(component.getGenericType(), type.getSimpleName() + "." + component.getName());
    }
  }

  private void carryException(Class<?> type, String where) {
    try {
      for (Method accessor : vocabulary.exceptionShape(type).accessors()) {
        carry(accessor.getGenericReturnType(), type.getSimpleName() + "." + accessor.getName());
      }
    } catch (BadAnswer shapeless) {
      problems.add(where + " throws what cannot cross: " + shapeless.getMessage());
    }
  }

  private static String name(Type type) {
    return switch (type) {
      case Class<?> plain -> plain.getSimpleName();
      case ParameterizedType generic -> name(generic.getRawType())
          + Stream.of(generic.getActualTypeArguments()).map(Frames::name)
              .collect(Collectors.joining(", ", "<", ">"));
      default -> type.getTypeName();
    };
  }
}
