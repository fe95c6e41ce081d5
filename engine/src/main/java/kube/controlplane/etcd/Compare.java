package kube.controlplane.etcd;

import java.util.Optional;

/// One condition of a transaction: a number that the store keeps about a key, compared with ours.
///
/// An absent key has 0 for all three numbers.
///
/// **In Kubernetes:** every update of an object is a transaction with `MOD_REVISION EQUAL`, which is
/// how two writers cannot overwrite each other unseen.
public record Compare(String key, Target target, Relation relation, long number) {

  public enum Target {
    CREATE_REVISION, MOD_REVISION, VERSION
  }

  public enum Relation {
    EQUAL, NOT_EQUAL, GREATER, LESS
  }

  /// Holds while nobody has written the key since this revision; 0 means "the key is absent".
  public static Compare unchangedSince(String key, long modRevision) {
    return new Compare(key, Target.MOD_REVISION, Relation.EQUAL, modRevision);
  }

  /// Holds while the key is absent.
  public static Compare absent(String key) {
    return unchangedSince(key, 0);
  }

  /// Tells whether the condition is true of what the store holds now for [#key()].
  public boolean holdsFor(Optional<Entry> current) {
    long actual = current.map(this::numberOf).orElse(0L);
    return switch (relation) {
      case EQUAL -> actual == number;
      case NOT_EQUAL -> actual != number;
      case GREATER -> actual > number;
      case LESS -> actual < number;
    };
  }

  private long numberOf(Entry entry) {
    return switch (target) {
      case CREATE_REVISION -> entry.createRevision();
      case MOD_REVISION -> entry.modRevision();
      case VERSION -> entry.version();
    };
  }
}
