package kube.controlplane.apiserver.patch.slot;

/// Says of each list of a kind how a patch merges it.
public interface PatchSchema {

  /// How a list is merged.
  sealed interface ListRule {

    /// It is one value: the patch's instead of the object's.
    record Atomic() implements ListRule {}

    /// Its items are objects, told apart by this field.
    record Merge(String key) implements ListRule {}

    /// Its items are plain values, each at most once.
    record Set() implements ListRule {}
  }

  /// @param path the names of the fields on the way, joined by dots, items of lists not counted:
  ///   `spec.containers.ports`
  ListRule rule(String path);
}
