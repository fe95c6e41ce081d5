package kube.foundation.machine;

/// The disk did not do what it was asked: it is full, broken or not ours to write.
public final class DiskFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DiskFault(String message) {
    super(message);
  }

  public DiskFault(String message, Throwable cause) {
    super(message, cause);
  }
}
