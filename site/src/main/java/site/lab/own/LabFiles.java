package site.lab.own;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import site.lab.LabTrouble;

/// The files that the lab's kubectl sees: those in one archive, and no other of this computer.
///
/// A file system of its own is a wall without gaps: every path, also one that begins with `/` or
/// climbs with `..`, is a path inside it. A command works on a copy, which takes the place of the
/// archive in one step: a server that dies meanwhile leaves the files as they were.
final class LabFiles implements AutoCloseable {
  static final String KUBECONFIG = "/.kube/config";
  private static final String ARCHIVE = "files.zip";
  private static final String COPY = ".copy";
  private static final long LARGEST = 4L * 1024 * 1024;

  private final Path archive;
  private final Path copy;
  private final byte[] before;
  private final FileSystem inside;

  private LabFiles(Path archive, Path copy, byte[] before, FileSystem inside) {
    this.archive = archive;
    this.copy = copy;
    this.before = before;
    this.inside = inside;
  }

  /// Opens the files of a lab whose folder this is.
  ///
  /// @param kubeconfig what the file of that name holds at first
  static LabFiles open(Path folder, String kubeconfig) {
    Path archive = folder.resolve(ARCHIVE);
    Path copy = folder.resolve(UUID.randomUUID() + COPY);
    try {
      byte[] before = Files.exists(archive) && Files.size(archive) <= LARGEST
          ? Files.readAllBytes(archive)
          : new byte[0];
      FileSystem inside = opened(copy, before);
      Path config = inside.getPath(KUBECONFIG);
      if (!Files.exists(config)) {
        Files.createDirectories(inside.getPath("/.kube"));
        Files.writeString(config, kubeconfig);
      }
      return new LabFiles(archive, copy, before, inside);
    } catch (IOException problem) {
      throw new LabTrouble("The lab's files cannot be opened: " + problem.getMessage());
    }
  }

  /// A damaged archive is worth no lab: it gives way to an empty one.
  private static FileSystem opened(Path copy, byte[] archive) throws IOException {
    if (archive.length > 0) {
      Files.write(copy, archive);
      try {
        return FileSystems.newFileSystem(copy, Map.of());
      } catch (ZipException damaged) {
        Files.delete(copy);
      }
    }
    return FileSystems.newFileSystem(copy, Map.of("create", "true"));
  }

  /// Removes the copies that a server has left behind which died. For a lab where no command runs.
  static void sweep(Path folder) {
    if (!Files.isDirectory(folder)) return;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path copy : files.filter(file -> file.toString().endsWith(COPY)).toList()) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException problem) {
      throw new LabTrouble("The lab's files cannot be tidied: " + problem.getMessage());
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
      if (Arrays.equals(before, Files.readAllBytes(copy))) {
        Files.delete(copy); // Another command may have written meanwhile.
      } else {
        Files.move(copy, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException problem) {
      throw new LabTrouble("The lab's files cannot be kept in " + archive + ": "
          + problem.getMessage());
    } finally {
      if (wasStopped) Thread.currentThread().interrupt();
    }
  }
}
