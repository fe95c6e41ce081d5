package kube.controlplane.etcd;

/// The lease has expired, was revoked or never was.
public final class LeaseNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LeaseNotFoundException(long lease) {
    super("etcdserver: requested lease not found: " + lease);
  }
}
