package site.cli;

/// A command cannot do its work; the message names the thing and the remedy.
final class CouldNotRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  CouldNotRun(String message) {
    super(message);
  }

  CouldNotRun(String message, Throwable cause) {
    super(message, cause);
  }
}
