package kube.controlplane.etcd;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Counts the bytes of all values that can still be read, the old ones included, and raises an alarm
/// when they reach the quota.
///
/// The alarm stays until somebody disarms it, even when space was made: a store that fills up again
/// at once should not flap. Deletions and compaction are allowed meanwhile, for they make space.
/// **Leaves out** defragmentation, because there is no file whose holes would have to be closed.
///
/// Owned by [Etcd].
///
/// **In Kubernetes:** [space quota](https://etcd.io/docs/v3.6/op-guide/maintenance/#space-quota)
final class SpaceQuota {

  /// What etcd allows unless told otherwise.
  static final long DEFAULT_BYTES = 2L * 1024 * 1024 * 1024;

  private record Superseded(long revision, long bytes) {}

  private final long limitBytes;
  private final Queue<Superseded> superseded = new ArrayDeque<>();
  private long bytes;
  private boolean alarmed;

  SpaceQuota(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// Refuses puts that would not fit.
  ///
  /// @throws NoSpaceException and raises the alarm
  void check(List<Operation> operations) {
    long more = 0;
    boolean puts = false;
    for (Operation operation : operations) {
      if (operation instanceof Operation.Put(String key, byte[] value)) {
        more += key.length() + value.length;
        puts = true;
      }
    }
    if (puts && bytes + more > limitBytes) alarmed = true;
    if (puts && alarmed) throw new NoSpaceException();
  }

  void took(TransactionResult result) {
    for (OperationResult done : result.results()) {
      switch (done) {
        case OperationResult.Written(Entry entry, Optional<Entry> previous) -> {
          bytes += size(entry);
          previous.ifPresent(old -> superseded.add(new Superseded(result.revision(), size(old))));
        }
        case OperationResult.Deleted(String _, Optional<Entry> previous) -> previous.ifPresent(
            old -> superseded.add(new Superseded(result.revision(), size(old))));
        case OperationResult.Found _ -> {}
      }
    }
  }

  /// A value that was superseded at or before the mark can no longer be read.
  void compacted(long mark) {
    for (Superseded old = superseded.peek(); old != null
        && old.revision <= mark; old = superseded.peek()) {
      bytes -= old.bytes;
      superseded.remove();
    }
  }

  /// Counts what a restored store holds already.
  void begin(List<Entry> entries) {
    entries.forEach(entry -> bytes += size(entry));
  }

  long bytes() {
    return bytes;
  }

  boolean isAlarmed() {
    return alarmed;
  }

  void disarm() {
    alarmed = false;
  }

  private static long size(Entry entry) {
    return entry.key().length() + (long) entry.value().length;
  }
}
