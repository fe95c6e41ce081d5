package grader.worker;

import java.util.Map;
import java.util.Set;

/// Loads a learner's classes, once for each instance, so that statics are new as well.
///
/// Besides the JDK it shows them the slots' types and nothing else of the process.
final class LearnerLoader extends ClassLoader {
  private final Map<String, byte[]> classes;
  private final Set<String> slotTypes;
  private final ClassLoader slots;

  LearnerLoader(Map<String, byte[]> classes, Set<String> slotTypes, ClassLoader slots) {
    super("learner", ClassLoader.getPlatformClassLoader());
    this.classes = classes;
    this.slotTypes = slotTypes;
    this.slots = slots;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes != null) return defineClass(name, bytes, 0, bytes.length);
    if (slotTypes.contains(name)) return slots.loadClass(name);
    throw new ClassNotFoundException(name);
  }
}
