package kube.controlplane.apiserver.access.authorization;

/// What an authorizer says about an action, and why.
public sealed interface Decision {

  String reason();

  /// Yes, and nobody else is asked.
  record Allowed(String reason) implements Decision {}

  /// Somebody else may say yes.
  record NoOpinion(String reason) implements Decision {}

  static Decision none() {
    return new NoOpinion("");
  }

  default boolean allows() {
    return this instanceof Allowed;
  }
}
