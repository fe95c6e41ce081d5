package kube.controlplane.etcd.log;

import java.util.Optional;
import java.util.function.Supplier;

import kube.foundation.machine.Disk;
import kube.foundation.machine.DiskFault;

import org.jspecify.annotations.Nullable;

/// Writes and syncs every entry at once: slow on a real disk, and right for a simulated one, on
/// which time does not pass. Owned by the loop.
public final class InlineCommitter implements Committer {

  private final WriteAheadLog log;
  private long bytes;
  private @Nullable DiskFault fault;

  public InlineCommitter(Disk disk, long lastFrame) {
    this.log = new WriteAheadLog(disk, lastFrame);
  }

  /// After a fault there may be half a frame, and a good one behind it would look like damage.
  @Override
  public void append(LogEntry entry) {
    byte[] payload = LogBytes.of(entry);
    attempt(() -> log.write(payload));
    bytes += payload.length;
  }

  private void attempt(Runnable work) {
    if (fault != null) throw new DiskFault(String.valueOf(fault.getMessage()), fault);
    try {
      work.run();
    } catch (DiskFault broken) {
      fault = broken;
      throw broken;
    }
  }

  @Override
  public void whenSafe(Runnable work) {
    if (fault == null) work.run();
  }

  @Override
  public Optional<DiskFault> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public long bytesSinceSnapshot() {
    return bytes;
  }

  @Override
  public void snapshot(Supplier<StoreImage> image) {
    attempt(() -> log.snapshot(image.get()));
    bytes = 0;
  }

  @Override
  public void close() {
    log.close();
  }
}
