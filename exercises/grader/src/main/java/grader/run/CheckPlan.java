package grader.run;

import grader.check.Disclosure;
import grader.check.Hidden;
import grader.check.Lengthy;
import grader.check.Task;
import grader.exercise.Exercise;
import grader.report.Openness;
import grader.report.PlannedCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The checks of an exercise, in the order they stand in the source. Declared before anything runs.
record CheckPlan(List<Entry> entries) {
  /// One check and where it is.
  record Entry(PlannedCheck check, Class<?> owner, Method method) {
    /// Whether it gets a lane of its own.
    boolean isLengthy() { return method.isAnnotationPresent(Lengthy.class); }
  }

  CheckPlan {
    entries = List.copyOf(entries);
  }

  /// Read once for each class: the class file says the order, and reading it takes milliseconds.
  private static final ClassValue<List<Entry>> OF_CLASS = new ClassValue<>() {
    @Override
    protected List<Entry> computeValue(Class<?> owner) {
      return methodNames(owner).stream().flatMap(name -> method(owner, name).stream())
          .map(method -> entry(owner, method)).toList();
    }
  };

  static CheckPlan of(Exercise exercise) {
    return new CheckPlan(exercise.checks().stream().map(OF_CLASS::get).flatMap(List::stream)
        .toList());
  }

  /// The same plan, in which each check shows as much as was decided for a day.
  CheckPlan shown(Optional<Openness> openness) {
    if (openness.isEmpty()) return this;
    List<Entry> shown = new ArrayList<>();
    for (Entry entry : entries) {
      shown.add(new Entry(entry.check().showing(openness.get().of(shown.size(),
          entry.check().disclosure())), entry.owner(), entry.method()));
    }
    return new CheckPlan(shown);
  }

  List<PlannedCheck> checks() {
    return entries.stream().map(Entry::check).toList();
  }

  private static Entry entry(Class<?> owner, Method method) {
    Hidden onMethod = method.getAnnotation(Hidden.class);
    Hidden hidden = onMethod == null ? owner.getAnnotation(Hidden.class) : onMethod;
    PlannedCheck check = new PlannedCheck(method.getName(), method.getAnnotation(Task.class)
        .value(),
        hidden != null, hidden == null ? Disclosure.FULL : hidden.value());
    return new Entry(check, owner, method);
  }

  private static Optional<Method> method(Class<?> owner, String name) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && method.isAnnotationPresent(Task.class))
        .findFirst();
  }

  /// Reflection knows no order; the class file keeps that of the source.
  private static List<String> methodNames(Class<?> owner) {
    String file = "/" + owner.getName().replace('.', '/') + ".class";
    try (InputStream bytes = owner.getResourceAsStream(file)) {
      if (bytes == null) throw new IOException("no class file");
      return ClassFile.of().parse(bytes.readAllBytes()).methods().stream()
          .map(method -> method.methodName().stringValue()).distinct().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException("The checks of " + owner.getName() + " could not be read",
          problem);
    }
  }
}
