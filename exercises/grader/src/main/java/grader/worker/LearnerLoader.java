package grader.worker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Loads a learner's classes, so that statics are new with every instance that could see them.
///
/// Besides the JDK it shows them the slots' types and nothing else of the process.
final class LearnerLoader extends ClassLoader {
  private final Map<String, byte[]> classes;
  private final Set<String> slotTypes;
  private final ClassLoader slots;
  private boolean isBegun;
  private Optional<Boolean> keepsNothing = Optional.empty();

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

  /// Whether one more instance may have the same classes: none was begun yet, or no static field
  /// can carry anything from one to the next. Loading and linking again costs more than most
  /// checks.
  boolean servesOneMore() {
    boolean isNew = !isBegun;
    isBegun = true;
    return isNew || keepsNothing.orElse(false);
  }

  /// An instance of this class was made, so its static fields have their values.
  void made(Class<?> initialized) throws ClassNotFoundException {
    if (keepsNothing.isPresent()) return;
    boolean isClean = true;
    for (String name : classes.keySet()) {
      Class<?> type = loadClass(name);
      isClean &= Statics.keepNothing(type, type == initialized);
    }
    keepsNothing = Optional.of(isClean);
  }
}
