package site;

/// The site could not start; the message names the thing and the remedy, for the command line.
public final class CannotServe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what, where and the remedy
  public CannotServe(String message) {
    super(message);
  }

  /// @param message what, where and the remedy
  public CannotServe(String message, Throwable cause) {
    super(message, cause);
  }
}
