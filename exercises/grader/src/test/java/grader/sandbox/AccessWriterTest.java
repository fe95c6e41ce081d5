package grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.worker.RecordAccess;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is written for a record takes it apart and builds it, whatever its components are.
class AccessWriterTest {
  /// A component of each kind that the machine tells apart.
  public record Everything(boolean claim, byte small, short shorter, char letter, int number,
      long large, float rough, double exact, String text, List<String> words,
      Optional<Integer> maybe) {}

  /// Refuses what it is not made for.
  public record Positive(int number) {
    public Positive {
      if (number < 1) throw new IllegalArgumentException("not positive");
    }
  }

  private record Private(int number) {}

  /// Loads classes from a map, beside those of this test.
  private static final class Loader extends ClassLoader {
    private final SortedMap<String, byte[]> classes;

    Loader(SortedMap<String, byte[]> classes) {
      super(AccessWriterTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) throw new ClassNotFoundException(name);
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  @Test
  void a_record_is_taken_apart_and_built_again() throws Exception {
    RecordAccess access = accessTo(Everything.class);
    Everything value = new Everything(true, (byte) -1, (short) -2, 'c', 3, 1L << 40, 1.5f, 2.5,
        "text", List.of("a"), Optional.of(7));

    Object[] parts = access.parts(value);

    assertThat(parts).containsExactly(true, (byte) -1, (short) -2, 'c', 3, 1L << 40, 1.5f, 2.5,
        "text", List.of("a"), Optional.of(7));
    assertThat(access.build(parts)).isEqualTo(value);
  }

  @Test
  void what_does_not_fit_builds_nothing() throws Exception {
    RecordAccess access = accessTo(Positive.class);
    assertThatThrownBy(() -> access.build(new Object[]{"one"}))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> access.build(new Object[]{0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_record_that_only_its_outer_class_may_build_gets_none() throws IOException {
    assertThat(written(Private.class)).isEmpty();
    assertThat(written(Positive.class)).hasSize(1);
    assertThat(new Private(1).number()).isOne();
  }

  private static RecordAccess accessTo(Class<?> type)
      throws IOException, ReflectiveOperationException {
    return (RecordAccess) new Loader(written(type))
        .loadClass(type.getName() + RecordAccess.SUFFIX).getDeclaredConstructor().newInstance();
  }

  private static SortedMap<String, byte[]> written(Class<?> type) throws IOException {
    try (InputStream file = type.getResourceAsStream(
        "/" + type.getName().replace('.', '/') + ".class")) {
      SortedMap<String, byte[]> classes = new TreeMap<>();
      classes.put(type.getName(), Objects.requireNonNull(file).readAllBytes());
      return AccessWriter.forRecordsOf(classes);
    }
  }
}
