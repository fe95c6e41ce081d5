package kube.controlplane.etcd;

import java.util.Arrays;
import java.util.Optional;

/// One condition of a [Transaction]: the numbers that [Compare] knows, and value and lease too.
public sealed interface Condition {

  /// A number that the store keeps about a key.
  record OfNumber(Compare compare) implements Condition {}

  /// The value of a key; an absent key meets no comparison but `NOT_EQUAL`.
  @SuppressWarnings("ArrayRecordComponent") // Bytes, as in Entry.
  record OfValue(String key, Compare.Relation relation, byte[] value) implements Condition {}

  /// The lease of a key; 0 stands for none.
  record OfLease(String key, Compare.Relation relation, long lease) implements Condition {}

  /// @param current what the key holds now
  /// @param lease its lease, or 0
  default boolean holdsFor(Optional<Entry> current, long lease) {
    return switch (this) {
      case OfNumber(Compare compare) -> compare.holdsFor(current);
      case OfValue(String _, Compare.Relation relation, byte[] value) -> current
          .map(entry -> holds(relation, Arrays.compareUnsigned(entry.value(), value)))
          .orElse(relation == Compare.Relation.NOT_EQUAL);
      case OfLease(String _, Compare.Relation relation, long wanted) ->
        holds(relation, Long.compare(lease, wanted));
    };
  }

  default String key() {
    return switch (this) {
      case OfNumber(Compare compare) -> compare.key();
      case OfValue(String key, Compare.Relation _, byte[] _) -> key;
      case OfLease(String key, Compare.Relation _, long _) -> key;
    };
  }

  private static boolean holds(Compare.Relation relation, int order) {
    return switch (relation) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case GREATER -> order > 0;
      case LESS -> order < 0;
    };
  }
}
