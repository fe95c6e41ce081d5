package kube.controlplane.etcd;

/// The revision asked for has not happened yet.
public final class FutureRevisionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long requested;
  private final long newest;

  public FutureRevisionException(long requested, long newest) {
    super("mvcc: required revision is a future revision: asked for %d, the newest is %d".formatted(
        requested, newest));
    this.requested = requested;
    this.newest = newest;
  }

  public long requested() {
    return requested;
  }

  public long newest() {
    return newest;
  }
}
