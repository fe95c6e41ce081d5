package kube.node.kubelet.volume;

import java.time.Instant;
import java.util.SortedMap;

/// Writes a set of files so that a reader sees all of the old ones or all of the new ones: a part that
/// can be replaced while the cluster runs.
public interface AtomicFolder {

  /// What a file is to hold.
  ///
  /// @param mode who may read and write it, such as 0644
  @SuppressWarnings("ArrayRecordComponent")
  record FileSpec(byte[] content, int mode) {}

  /// Makes the folder hold exactly these files. Returns whether anything had to change.
  ///
  /// @param files by their paths inside the folder, such as `tls.crt` or `deep/down.txt`
  boolean write(Folder folder, SortedMap<String, FileSpec> files, Instant now);
}
