package grader.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How to take a record apart and build it again, by its canonical constructor and nothing else.
///
/// @param access does it by plain calls, where that was prepared
record RecordShape(Constructor<?> constructor, List<Method> accessors,
    @Nullable RecordAccess access) {

  /// Shapes belong to classes and not to a conversation: the next one finds them ready.
  private static final ClassValue<RecordShape> KNOWN = new ClassValue<>() {
    @Override
    protected RecordShape computeValue(Class<?> type) {
      return found(type);
    }
  };

  static RecordShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static RecordShape found(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters = new Class<?>[components.length];
    List<Method> accessors = new ArrayList<>();
    for (int index = 0; index < components.length; index++) {
      parameters[index] = components[index].getType();
      accessors.add(components[index].getAccessor());
      accessors.getLast().setAccessible(true);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return new RecordShape(constructor, accessors, prepared(type));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("A record without its constructor: " + type, impossible);
    }
  }

  /// Only what was laid beside our own classes: a learner's records may have any neighbor.
  private static @Nullable RecordAccess prepared(Class<?> type) {
    ClassLoader ours = RecordAccess.class.getClassLoader();
    if (!Objects.equals(type.getClassLoader(), ours)) return null;
    try {
      Constructor<?> made = Class.forName(type.getName() + RecordAccess.SUFFIX, true,
          type.getClassLoader()).getDeclaredConstructor();
      return (RecordAccess) made.newInstance();
    } catch (ClassNotFoundException notPrepared) {
      return null;
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("The access to " + type + " does not work", broken);
    }
  }

  /// The components of a record of this shape.
  Object[] parts(Object value) {
    try {
      if (access != null) return access.parts(value);
      Object[] parts = new Object[accessors.size()];
      for (int index = 0; index < parts.length; index++) {
        parts[index] = accessors.get(index).invoke(value);
      }
      return parts;
    } catch (InvocationTargetException | IllegalAccessException | RuntimeException refused) {
      BadAnswer bad = new BadAnswer(
          "The record " + value.getClass().getSimpleName() + " cannot be read.");
      bad.initCause(refused);
      throw bad;
    }
  }

  Object build(Object[] components) {
    try {
      return access != null ? access.build(components) : constructor.newInstance(components);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException
        | RuntimeException refused) {
      ProtocolBroken broken = new ProtocolBroken(
          constructor.getDeclaringClass().getSimpleName() + " cannot be built from what came");
      broken.initCause(refused);
      throw broken;
    }
  }
}
