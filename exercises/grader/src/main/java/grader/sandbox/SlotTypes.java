package grader.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The classes a worker needs in order to speak about some slots, and no other.
///
/// Begins at the slots' interfaces. What a public signature, a record component or a `permits`
/// clause names is part of the answer; so is what the code of those classes calls. Libraries are
/// left out, and with them every method that has one in its signature: a learner cannot call it. So
/// an interface's values come along, and nothing that implements it.
public final class SlotTypes {
  private final ClassLoader loader;
  private final Set<String> homes = new HashSet<>();
  private final SortedMap<String, byte[]> found = new TreeMap<>();
  private final SortedMap<String, ClassReader> readers = new TreeMap<>();
  private final Set<String> spoken = new HashSet<>();
  private final Set<String> reached = new HashSet<>();
  private final Queue<Runnable> open = new ArrayDeque<>();

  private SlotTypes(ClassLoader loader) {
    this.loader = loader;
    homes.add("kube");
  }

  /// Class name to class file, for all that these slots speak of.
  public static SortedMap<String, byte[]> closure(Collection<Class<?>> slots, ClassLoader loader) {
    SlotTypes types = new SlotTypes(loader);
    for (Class<?> slot : slots) types.homes.add(firstPart(slot.getName()));
    for (Class<?> slot : slots) types.speakOf(slot.getName());
    while (!types.open.isEmpty()) types.open.remove().run();
    return Collections.unmodifiableSortedMap(types.found);
  }

  /// Everything public of this class may be used by a learner.
  private void speakOf(String name) {
    if (!include(name) || !spoken.add(name)) return;
    open.add(() -> {
      ClassReader reader = reader(name);
      reader.relatives().forEach(this::speakOf);
      for (ClassReader.Member method : reader.publicMethods()) {
        if (!method.types().stream().allMatch(this::isSayable)) continue;
        method.types().forEach(this::speakOf);
        reach(name, method.key());
      }
    });
  }

  /// This method may run in a worker, so what it uses must be there.
  private void reach(String name, String method) {
    if (!isOurs(name) || !reached.add(name + "#" + method) || !include(name)) return;
    open.add(() -> {
      ClassReader reader = reader(name);
      reach(name, "<clinit>()V");
      if (!reader.hasMethod(method)) {
        reader.parents().forEach(parent -> reach(parent, method));
        return;
      }
      for (ClassReader.Use use : reader.uses(method)) {
        if (use.method().isEmpty()) include(use.type());
        else
          reach(use.type(), use.method());
      }
    });
  }

  /// Adds a class file, with those it cannot be loaded or named without.
  private boolean include(String name) {
    if (!isOurs(name)) return false;
    if (found.containsKey(name)) return true;
    byte[] bytes = bytes(name);
    if (bytes == null) return false;
    found.put(name, bytes);
    ClassReader reader = reader(name);
    reader.parents().forEach(this::include);
    // An instance may be called through its parents' methods, so all of its own count as used.
    for (ClassReader.Member method : reader.instanceMethods()) {
      if (method.types().stream().allMatch(this::isSayable)) reach(name, method.key());
    }
    int nested = name.lastIndexOf('$');
    if (nested > 0) include(name.substring(0, nested));
    return true;
  }

  private ClassReader reader(String name) {
    return readers.computeIfAbsent(name, each -> {
      byte[] bytes = found.get(each);
      if (bytes == null) throw new IllegalStateException("No class file of " + each);
      return new ClassReader(bytes);
    });
  }

  private boolean isSayable(String name) {
    return name.startsWith("java.") || name.startsWith("javax.") || isOurs(name);
  }

  private boolean isOurs(String name) {
    return homes.contains(firstPart(name));
  }

  private static String firstPart(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private byte @Nullable [] bytes(String name) {
    try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return file == null ? null : file.readAllBytes();
    } catch (IOException problem) {
      throw new UncheckedIOException("The class file of " + name + " could not be read", problem);
    }
  }
}
