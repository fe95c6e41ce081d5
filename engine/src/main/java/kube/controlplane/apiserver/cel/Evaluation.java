package kube.controlplane.apiserver.cel;

/// What an expression came to.
public sealed interface Evaluation {

  /// It has a value: a Boolean, Long, Double, String, List, Map, …
  record Value(Object value) implements Evaluation {}

  /// It has none, such as `no such key: foo`.
  record Failed(String reason) implements Evaluation {

    /// The budget of the call was used up.
    public boolean isOutOfBudget() {
      return reason.startsWith("operation cancelled");
    }
  }

  default boolean isTrue() {
    return this instanceof Value(Object value) && value.equals(true);
  }
}
