package site.lab.own;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import site.lab.LabTrouble;

/// The files that the lab's kubectl sees: those in one archive, and no other of this computer.
///
/// A file system of its own is a wall without gaps: every path, also one that begins with `/` or
/// climbs with `..`, is a path inside it.
final class LabFiles implements AutoCloseable {
  static final String KUBECONFIG = "/.kube/config";
  private static final String ARCHIVE = "files.zip";
  private static final long LARGEST = 4L * 1024 * 1024;

  private final Path archive;
  private final FileSystem inside;

  private LabFiles(Path archive, FileSystem inside) {
    this.archive = archive;
    this.inside = inside;
  }

  /// Opens the files of a lab whose folder this is.
  ///
  /// @param kubeconfig what the file of that name holds at first
  static LabFiles open(Path folder, String kubeconfig) {
    Path archive = folder.resolve(ARCHIVE);
    try {
      if (Files.exists(archive) && Files.size(archive) > LARGEST) Files.delete(archive);
      FileSystem inside = FileSystems.newFileSystem(archive, Map.of("create", "true"));
      Path config = inside.getPath(KUBECONFIG);
      if (!Files.exists(config)) {
        Files.createDirectories(inside.getPath("/.kube"));
        Files.writeString(config, kubeconfig);
      }
      return new LabFiles(archive, inside);
    } catch (IOException problem) {
      throw new LabTrouble("The lab's files cannot be opened: " + problem.getMessage());
    }
  }

  Path home() {
    return inside.getPath("/");
  }

  /// Keeps what the page has in its editor under this name.
  void write(String name, String text) {
    try {
      Files.writeString(inside.getPath("/").resolve(name), text);
    } catch (IOException problem) {
      throw new LabTrouble(name + " cannot be kept: " + problem.getMessage());
    }
  }

  /// Writes them down, also when the command that used them was stopped.
  @Override
  public void close() {
    boolean wasStopped = Thread.interrupted();
    try {
      inside.close();
    } catch (IOException problem) {
      throw new LabTrouble("The lab's files cannot be kept in " + archive + ": "
          + problem.getMessage());
    } finally {
      if (wasStopped) Thread.currentThread().interrupt();
    }
  }
}
