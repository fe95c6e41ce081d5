package kube.controlplane.etcd;

/// The store has reached its quota and takes no more values, until it is compacted or keys are
/// deleted and the alarm is disarmed.
public final class NoSpaceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoSpaceException() {
    super("etcdserver: mvcc: database space exceeded");
  }
}
