package kube.foundation.machine;

import java.util.List;

/// A folder of files that only grow, are renamed and are deleted: all that a careful log needs.
///
/// A live cluster has a [RealDisk]; a simulated one a [SimulatedDisk], whose power can fail. What was
/// appended survives a loss of power only after [File#sync]; names change durably at once.
public interface Disk {

  /// The names of all files, sorted.
  List<String> names();

  /// The content of a file.
  ///
  /// @throws DiskFault when it cannot be read
  byte[] read(String name);

  /// Opens a file for appending, and makes it when there is none.
  File open(String name);

  /// Gives a file another name; a file that had it is replaced. All or nothing.
  void rename(String from, String to);

  /// Cuts a file off after so many bytes.
  void truncate(String name, long bytes);

  void delete(String name);

  /// A file that is being written.
  interface File extends AutoCloseable {

    /// @throws DiskFault when the disk is full or broken; some of the bytes may be there then
    void append(byte[] bytes);

    /// Returns when all that was appended would survive a loss of power.
    void sync();

    @Override
    void close();
  }
}
