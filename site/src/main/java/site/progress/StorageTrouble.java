package site.progress;

/// The storage failed in a way that a person can mend: what, where and the remedy in one message.
public final class StorageTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message names the file and the remedy
  public StorageTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
