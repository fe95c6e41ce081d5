package kube.foundation.machine;

/// Says that a part which someone else supplied (a learner's store, a learner's controller) threw,
/// hung or died. It is a fault of the simulated world, not a bug of the engine: the loop logs it and
/// the rest of the cluster goes on.
public final class PartFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;

  public PartFailure(String reason) {
    super(reason);
    this.reason = reason;
  }

  public PartFailure(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /// What the part did, in one line for people.
  public String reason() {
    return reason;
  }
}
