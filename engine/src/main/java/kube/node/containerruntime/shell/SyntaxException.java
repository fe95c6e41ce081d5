package kube.node.containerruntime.shell;

/// A script that is no script. Its message says what was met, as `sh` would.
final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1;

  SyntaxException(String message) {
    super(message);
  }
}
