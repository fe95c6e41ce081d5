package kube.node.kubelet.volume;

import java.util.List;
import java.util.Optional;

/// One folder of a machine's disk, with all below it. Paths are relative to it; each call is one step,
/// and between two steps a program may read.
public interface Folder {

  /// The names inside, sorted; none when there is no such folder. The folder itself is `""`.
  List<String> list(String path);

  boolean isFolder(String path);

  /// What a file holds, behind all links; empty when there is no such file.
  Optional<byte[]> read(String path);

  /// Where a link leads; empty when there is no such link.
  Optional<String> readLink(String path);

  /// Makes a folder, and those that lead to it.
  void makeFolder(String path);

  /// Writes a file; the folder it lies in is there already.
  void write(String path, byte[] content, int mode);

  /// Makes a link, whose target is relative to where it lies.
  void link(String path, String target);

  /// Gives something another name, in one step; what had that name before is gone.
  void move(String from, String to);

  /// Removes something, and all below it.
  void remove(String path);
}
