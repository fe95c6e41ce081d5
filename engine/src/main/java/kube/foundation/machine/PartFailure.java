package kube.foundation.machine;

/// Says that a part which someone else supplied (a learner's store, a learner's controller) threw,
/// hung or died. It is a fault of the simulated world, not a bug of the engine: the loop logs it and
/// the rest of the cluster goes on.
public final class PartFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PartFailure(String message) {
    super(message);
  }

  public PartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
