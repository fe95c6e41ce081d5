package kube.node.containerruntime.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import kube.node.containerruntime.process.Files;

/// Directories of the simulated machine's disk, copied to real ones for real processes.
///
/// Owned by the loop.
///
/// **Models** that the containers of a Pod share them. **Leaves out** the way back, and changes of
/// ConfigMaps after the start: a real process sees them as they were then.
final class RealFolders {

  private final Files disk;
  private final TreeMap<String, Path> copies = new TreeMap<>();

  RealFolders(Files disk) {
    this.disk = disk;
  }

  /// The real path that holds what lies at the machine's path.
  Path copyOf(String path) throws IOException {
    Path known = copies.get(path);
    if (known != null) return known;
    Path root = java.nio.file.Files.createTempDirectory("inside-out-volume-");
    copies.put(path, root);
    if (!disk.isDirectory(path)) {
      Path file = root.resolve("file");
      java.nio.file.Files.write(file, disk.read(path).orElse(new byte[0]));
      copies.put(path, file);
      return file;
    }
    copy(path, root);
    return root;
  }

  /// A real file with this text.
  Path file(String key, String text) throws IOException {
    Path known = copies.get(key);
    if (known != null) return known;
    Path file = java.nio.file.Files.createTempFile("inside-out-", "");
    java.nio.file.Files.writeString(file, text);
    copies.put(key, file);
    return file;
  }

  /// Files behind links are copied under the names that people use; the folders behind are left out.
  private void copy(String path, Path to) throws IOException {
    java.nio.file.Files.createDirectories(to);
    for (String name : disk.list(path)) {
      String inner = path + "/" + name;
      if (name.startsWith("..")) continue;
      if (disk.isDirectory(inner)) copy(inner, to.resolve(name));
      else
        java.nio.file.Files.write(to.resolve(name), disk.read(inner).orElse(new byte[0]));
    }
  }

  /// Removes every copy.
  void remove() throws IOException {
    for (Path root : List.copyOf(copies.values())) {
      if (!java.nio.file.Files.exists(root)) continue;
      try (Stream<Path> all = java.nio.file.Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          java.nio.file.Files.deleteIfExists(path);
        }
      }
    }
    copies.clear();
  }
}
