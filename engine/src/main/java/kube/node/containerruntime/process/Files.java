package kube.node.containerruntime.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The disk of one container: directories and files, in memory.
///
/// Paths are absolute and clean, as [#resolve] makes them. What cannot be done is answered with the
/// words of the C library, such as `No such file or directory`.
///
/// Owned by the loop.
///
/// **Models** what `ls`, `cat`, `cp` and redirections need. **Leaves out** links, owners and
/// permissions: everybody in a simulated container is root.
public final class Files {

  /// One name on the disk.
  public sealed interface Entry {
    Instant modified();
  }

  /// A file and its content.
  @SuppressWarnings("ArrayRecordComponent") // Content; entries are never compared.
  public record File(byte[] content, Instant modified) implements Entry {}

  /// A place for files.
  public record Directory(Instant modified) implements Entry {}

  public static final String ABSENT = "No such file or directory";
  public static final String IS_DIRECTORY = "Is a directory";
  public static final String NOT_DIRECTORY = "Not a directory";
  private static final String FULL = "No space left on device";
  private static final long BYTES_AT_MOST = 64L * 1024 * 1024;

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private long bytes;

  public Files(Instant now) {
    entries.put("/", new Directory(now));
    for (String directory : List.of("/bin", "/dev", "/etc", "/home", "/proc", "/root", "/sys",
        "/tmp", "/usr", "/var")) {
      entries.put(directory, new Directory(now));
    }
  }

  /// The absolute form of `path` as seen from `directory`.
  public static String resolve(String directory, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (path.startsWith("/") ? path : directory + "/" + path).split("/")) {
      switch (part) {
        case "", "." -> {}
        case ".." -> parts.pollLast();
        default -> parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  public Optional<Entry> find(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  public Optional<byte[]> read(String path) {
    return entries.get(path) instanceof File file ? Optional.of(file.content) : Optional.empty();
  }

  public boolean isDirectory(String path) {
    return entries.get(path) instanceof Directory;
  }

  /// The names inside a directory, sorted.
  public List<String> list(String directory) {
    String start = directory.equals("/") ? "/" : directory + "/";
    return entries.tailMap(start, false)
        .keySet()
        .stream()
        .takeWhile(path -> path.startsWith(start))
        .map(path -> path.substring(start.length()))
        .filter(name -> !name.contains("/"))
        .toList();
  }

  /// Writes a file, in place of one that is there. Returns what stood in the way.
  public Optional<String> write(String path, byte[] content, Instant now) {
    if (isDirectory(path)) return Optional.of(IS_DIRECTORY);
    Optional<String> noPlace = checkParent(path);
    if (noPlace.isPresent()) return noPlace;
    long before = read(path).map(old -> old.length).orElse(0);
    if (bytes - before + content.length > BYTES_AT_MOST) return Optional.of(FULL);
    bytes += content.length - before;
    entries.put(path, new File(content, now));
    return Optional.empty();
  }

  /// Writes a file and the directories that lead to it: what an image brings along.
  public void install(String path, String content, Instant now) {
    makeDirectories(parent(path), now);
    write(path, content.getBytes(StandardCharsets.UTF_8), now);
  }

  public Optional<String> makeDirectory(String path, Instant now) {
    if (entries.containsKey(path)) return Optional.of("File exists");
    Optional<String> noPlace = checkParent(path);
    if (noPlace.isEmpty()) entries.put(path, new Directory(now));
    return noPlace;
  }

  public Optional<String> makeDirectories(String path, Instant now) {
    if (isDirectory(path)) return Optional.empty();
    if (entries.containsKey(path)) return Optional.of(NOT_DIRECTORY);
    Optional<String> above = makeDirectories(parent(path), now);
    if (above.isEmpty()) entries.put(path, new Directory(now));
    return above;
  }

  /// Removes a name and all below it.
  public void remove(String path) {
    List<String> gone = below(path);
    for (String name : gone) {
      if (entries.remove(name) instanceof File file) bytes -= file.content.length;
    }
  }

  /// The path itself and every path below it, sorted.
  public List<String> below(String path) {
    String start = path.equals("/") ? "/" : path + "/";
    return entries.tailMap(path, true)
        .keySet()
        .stream()
        .filter(name -> name.equals(path) || name.startsWith(start))
        .toList();
  }

  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Optional<String> checkParent(String path) {
    return switch (entries.get(parent(path))) {
      case null -> Optional.of(ABSENT);
      case File _ -> Optional.of(NOT_DIRECTORY);
      case Directory _ -> Optional.empty();
    };
  }
}
