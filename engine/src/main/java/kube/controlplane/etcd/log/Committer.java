package kube.controlplane.etcd.log;

import java.util.Optional;
import java.util.function.Supplier;

import kube.foundation.machine.DiskFault;

/// Brings log entries to the disk, in order, and knows which of them are safe there.
public interface Committer extends AutoCloseable {

  /// Takes an entry. Called on the loop.
  ///
  /// @throws DiskFault when the disk has failed; nothing is taken any more
  void append(LogEntry entry);

  /// Runs `work` when everything that was appended so far is safe: at once, if it is already. Never,
  /// when the disk has failed before that.
  void whenSafe(Runnable work);

  /// What has broken the disk, when something has. There is no way back but a restart.
  Optional<DiskFault> fault();

  /// How many bytes of log there are since the last snapshot.
  long bytesSinceSnapshot();

  /// Replaces the log so far by the image of what it led to.
  ///
  /// @param image gives the state as it is at this moment; its bytes must not change afterwards
  void snapshot(Supplier<StoreImage> image);

  @Override
  void close();
}
