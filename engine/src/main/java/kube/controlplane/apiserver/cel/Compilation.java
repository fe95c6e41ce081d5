package kube.controlplane.apiserver.cel;

/// What became of the text of an expression.
public sealed interface Compilation {

  /// It means something.
  record Compiled(Expression expression) implements Compilation {}

  /// It means nothing, and why, in the words of the API server.
  record Faulty(String detail) implements Compilation {}
}
