package grader.run;

import grader.check.CheckParameters;
import grader.check.PartSource;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Runs checks by calling their methods, without a test framework around them: the same checks with
/// the same parameters, a hundred times a launch of JUnit in its time. For gradings that are
/// repeated; a verdict is made by [CheckRunner].
final class PlainChecks implements Stage.Performer {

  @Override
  public Optional<Throwable> run(List<CheckPlan.Entry> entries, CheckRunner.Director director) {
    ScopedValue.where(PartSource.CURRENT, director)
        .run(() -> entries.forEach(entry -> run(entry, director)));
    return Optional.empty();
  }

  private static void run(CheckPlan.Entry entry, CheckRunner.Director director) {
    if (!director.goesOn()) {
      director.skipped(entry);
      return;
    }
    director.begins(entry);
    Optional<Throwable> thrown = thrown(entry, director);
    director.ended(entry, new CheckRunner.Ending(thrown.isEmpty(), thrown));
  }

  private static Optional<Throwable> thrown(CheckPlan.Entry entry, PartSource source) {
    try {
      Method method = entry.method();
      method.setAccessible(true);
      Constructor<?> constructor = entry.owner().getDeclaredConstructor();
      constructor.setAccessible(true);
      Object owner = constructor.newInstance();
      method.invoke(owner, Arrays.stream(method.getParameters())
          .map(parameter -> CheckParameters.value(parameter, source)).toArray());
      return Optional.empty();
    } catch (InvocationTargetException wrapped) {
      return Optional.of(wrapped.getCause() == null ? wrapped : wrapped.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(entry.method() + " cannot be called", impossible);
    } catch (RuntimeException | Error noPart) {
      return Optional.of(noPart);
    }
  }
}
