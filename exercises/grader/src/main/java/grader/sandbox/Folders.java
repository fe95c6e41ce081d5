package grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where the grader keeps files: a cache that survives, and a private room that does not.
public final class Folders {
  private Folders() {}

  /// A folder for runtime files: kept between runs where a place of our own can be had, else in
  /// `room`.
  public static Path cache(Path room) {
    String home = System.getProperty("user.home", "");
    Path wanted = isRoot()
        ? Path.of("/var/cache/inside-out")
        : Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(set -> !set.isBlank())
            .map(Path::of).orElse(Path.of(home, ".cache")).resolve("inside-out");
    try {
      Files.createDirectories(wanted);
      if (!home.isEmpty() && isOurs(wanted) && Files.isWritable(wanted)) return wanted;
    } catch (IOException noPlace) {
      return room;
    }
    return room;
  }

  /// A new private folder that others may pass through but not list.
  public static Path room() {
    try {
      Path room = Files.createTempDirectory("inside-out-");
      if (Files.getFileAttributeView(room, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("rwx--x--x"));
      }
      return room;
    } catch (IOException problem) {
      throw new UncheckedIOException("No temporary folder can be made. Check that there is room.",
          problem);
    }
  }

  /// Removes a folder of ours with all that is in it.
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException problem) {
      throw new UncheckedIOException("The temporary folder " + folder + " could not be removed",
          problem);
    }
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  static Path javaBinary() {
    return javaHome().resolve("bin/java");
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// Nobody else may have put files there.
  private static boolean isOurs(Path folder) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) return true;
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder,
        LinkOption.NOFOLLOW_LINKS);
    boolean isShared = permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    return !isShared && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName()
        .equals(System.getProperty("user.name"));
  }
}
