package grader.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.compile.SourceCompiler;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// Loops without end come to one, and all others do what they did.
class StepLimitTest {

  @Test
  void a_loop_that_ends_gives_what_it_gave() {
    assertThat(StepLimit.<Integer>run(() -> sum("i < n").applyAsInt(5))).isEqualTo(10);
  }

  @Test
  void a_loop_without_end_is_ended() {
    IntUnaryOperator endless = sum("i <= i");

    assertThatThrownBy(() -> StepLimit.<Integer>run(() -> endless.applyAsInt(5)))
        .hasRootCauseInstanceOf(StepLimit.TooManySteps.class);
  }

  /// The sum of all numbers from 0 on, as long as this holds.
  private static IntUnaryOperator sum(String condition) {
    Map<String, String> source = Map.of("Sum.java", """
        package learner;
        public class Sum implements java.util.function.IntUnaryOperator {
          public int applyAsInt(int n) {
            int sum = 0;
            for (int i = 0; %s; i++) sum += i;
            return sum;
          }
        }
        """.formatted(condition));
    SortedMap<String, byte[]> classes = StepLimit.counted(new TreeMap<>(
        new SourceCompiler(List.of()).compile(new TreeMap<>(source)).classes()));
    ClassLoader loader = new ClassLoader(StepLimitTest.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) throw new ClassNotFoundException(name);
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
    try {
      return (IntUnaryOperator) loader.loadClass("learner.Sum").getConstructor().newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
