package grader.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// How to take a record apart and build it again, by its canonical constructor and nothing else.
record RecordShape(Constructor<?> constructor, List<Method> accessors) {

  static RecordShape of(Class<?> type) {
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
      return new RecordShape(constructor, accessors);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("A record without its constructor: " + type, impossible);
    }
  }

  Object build(Object[] components) {
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException
        | IllegalArgumentException refused) {
      ProtocolBroken broken = new ProtocolBroken(
          constructor.getDeclaringClass().getSimpleName() + " cannot be built from what came");
      broken.initCause(refused);
      throw broken;
    }
  }
}
