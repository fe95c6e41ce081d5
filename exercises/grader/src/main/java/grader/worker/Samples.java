package grader.worker;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Made-up values of the slots' own records, so that a worker has taken each kind apart and built
/// it once before a learner's value comes.
final class Samples {
  private static final int MAX_DEPTH = 4;
  private static final Map<Class<?>, Object> PLAIN = Map.ofEntries(Map.entry(int.class, 1),
      Map.entry(long.class, 1L), Map.entry(boolean.class, true), Map.entry(double.class, 1.5),
      Map.entry(String.class, "a"), Map.entry(byte[].class, new byte[]{1}),
      Map.entry(Integer.class, 1), Map.entry(Long.class, 1L), Map.entry(Boolean.class, true),
      Map.entry(List.class, List.of()), Map.entry(Map.class, Map.of()),
      Map.entry(Set.class, Set.of()), Map.entry(Optional.class, Optional.empty()),
      Map.entry(OptionalInt.class, OptionalInt.of(1)),
      Map.entry(OptionalLong.class, OptionalLong.of(1)), Map.entry(Instant.class, Instant.EPOCH),
      Map.entry(Duration.class, Duration.ofSeconds(1)));

  private Samples() {}

  /// One value of each record that can be made up; a record that refuses what we make up is left
  /// out.
  static List<Object> of(List<Class<?>> types) {
    List<Object> samples = new ArrayList<>();
    for (Class<?> type : types) {
      Object sample = type.isRecord() ? sample(type, 0) : null;
      if (sample != null) samples.add(sample);
    }
    return samples;
  }

  private static @Nullable Object sample(Class<?> type, int depth) {
    Object plain = PLAIN.get(type);
    if (plain != null || depth > MAX_DEPTH) return plain;
    if (type.isEnum()) return type.getEnumConstants()[0];
    if (type.isRecord()) return record(type, depth);
    if (!type.isSealed()) return null;
    return Arrays.stream(type.getPermittedSubclasses()).map(each -> sample(each, depth + 1))
        .filter(each -> each != null).findFirst().orElse(null);
  }

  private static @Nullable Object record(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] parts = new Object[components.length];
    for (int index = 0; index < parts.length; index++) {
      parts[index] = sample(components[index].getType(), depth + 1);
    }
    try {
      return RecordShape.of(type).build(parts);
    } catch (ProtocolBroken refused) {
      return null;
    }
  }
}
