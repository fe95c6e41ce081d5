package kube.controlplane.etcd;

/// The values of one request exceed [Etcd#REQUEST_LIMIT_BYTES].
public final class RequestTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RequestTooLargeException(long bytes) {
    super("etcdserver: request is too large: %d bytes, the limit is %d. Store less in one object."
        .formatted(bytes, Etcd.REQUEST_LIMIT_BYTES));
  }
}
