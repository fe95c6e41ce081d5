package grader.mutation;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Lets classes run that may contain a loop without end, in this process, and ends them by their
/// steps instead of by the clock: the same class takes the same number of them on any machine.
///
/// A step is a method's beginning or a branch. The changed classes ask their thread whether it is
/// interrupted at each; the thread on which [#run] lets them work counts how often it was asked.
final class StepLimit {
  /// A reference solution takes some hundred thousand steps through all of its hidden checks.
  private static final long MOST_STEPS = 10_000_000;
  private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
  private static final MethodTypeDesc CURRENT = MethodTypeDesc.of(THREAD);
  private static final MethodTypeDesc ASKED = MethodTypeDesc.of(ConstantDescs.CD_boolean);

  private StepLimit() {}

  /// The same classes, with their steps counted.
  static SortedMap<String, byte[]> counted(SortedMap<String, byte[]> classes) {
    ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver(classes)));
    SortedMap<String, byte[]> counted = new TreeMap<>();
    classes.forEach((name, bytes) -> counted.put(name, file.transformClass(file.parse(bytes),
        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Counting::new)))));
    return counted;
  }

  private static ClassHierarchyResolver resolver(Map<String, byte[]> classes) {
    return ClassHierarchyResolver.ofResourceParsing(type -> {
      byte[] bytes = classes.get((type.packageName().isEmpty() ? "" : type.packageName() + ".")
          + type.displayName());
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    }).orElse(ClassHierarchyResolver.ofClassLoading(StepLimit.class.getClassLoader()));
  }

  /// Does work on a thread that counts the steps of such classes. Whoever goes on and on meets
  /// [TooManySteps] at its next step, and at every one after that.
  static <T> T run(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new CountingThread(task);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException problem) {
      if (problem.getCause() instanceof RuntimeException known) throw known;
      throw new IllegalStateException(problem.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while mutants were judged", stop);
    }
  }

  /// Says that a loop or a recursion does not end.
  static final class TooManySteps extends Error {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("more than " + MOST_STEPS + " steps");
    }
  }

  private static final class CountingThread extends Thread {
    private long steps;

    CountingThread(Runnable work) {
      super(work, "counts steps");
    }

    @Override
    public boolean isInterrupted() {
      if (++steps > MOST_STEPS) throw new TooManySteps();
      return super.isInterrupted();
    }
  }

  private static final class Counting implements CodeTransform {
    @Override
    public void atStart(CodeBuilder code) {
      count(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof BranchInstruction) count(code);
      code.with(element);
    }

    private static void count(CodeBuilder code) {
      code.invokestatic(THREAD, "currentThread", CURRENT)
          .invokevirtual(THREAD, "isInterrupted", ASKED).pop();
    }
  }
}
