package kube.controlplane.etcd;

/// The revision asked for lies before the compaction mark: its values are gone for good.
///
/// **In Kubernetes:** the API server answers `410 Gone`, and the client lists again.
public final class CompactedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long requested;
  private final long oldest;

  public CompactedException(long requested, long oldest) {
    super("mvcc: required revision has been compacted: asked for %d, the oldest is %d".formatted(
        requested, oldest));
    this.requested = requested;
    this.oldest = oldest;
  }

  public long requested() {
    return requested;
  }

  /// The compaction mark: the oldest revision that can still be read.
  public long oldest() {
    return oldest;
  }
}
