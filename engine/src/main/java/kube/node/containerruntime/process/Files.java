package kube.node.containerruntime.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// A disk: directories, files and links, in memory.
///
/// Paths are absolute and clean, as [#resolve] makes them. What cannot be done is answered with the
/// words of the C library, such as `No such file or directory`.
///
/// A disk may lie over another that never changes, as the writable layer of a container lies over
/// its image: what is not written here is read there. Directories of other disks may be mounted; the
/// containers of a Pod share a volume because each mounts the same directory of their machine's disk.
///
/// Owned by the loop.
///
/// **Models** what `ls`, `cat`, `cp` and redirections need, layers, mounts, links that start in their
/// own directory. **Leaves out** owners and permissions: everybody in a simulated container is root.
public final class Files {

  /// One name on the disk.
  public sealed interface Entry {
    Instant modified();
  }

  /// A file and its content, which may be made only when somebody reads it.
  ///
  /// @param stored how many bytes of the disk it takes
  public record File(Supplier<byte[]> source, long stored, Instant modified) implements Entry {

    public byte[] content() {
      return source.get();
    }
  }

  /// A place for files.
  public record Directory(Instant modified) implements Entry {}

  /// Another name for something, such as `..data/tls.crt`.
  public record Link(String target, Instant modified) implements Entry {}

  public static final String ABSENT = "No such file or directory";
  public static final String IS_DIRECTORY = "Is a directory";
  public static final String NOT_DIRECTORY = "Not a directory";
  public static final String READ_ONLY = "Read-only file system";
  private static final String FULL = "No space left on device";
  private static final long ZEROS = 1024 * 1024; // as many as anybody gets to read
  private static final int LINKS_AT_MOST = 40;

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final TreeMap<String, Mounts.Mount> mounts = new TreeMap<>();
  private final TreeSet<String> removed = new TreeSet<>();
  private final Promises promises = new Promises();
  private final @Nullable Files below;
  private final long capacity;
  private long bytes;
  private Directory newest = new Directory(Instant.EPOCH);

  private Files(@Nullable Files below, long capacity) {
    this.below = below;
    this.capacity = capacity;
  }

  /// A disk with the usual directories on it.
  public Files(Instant now) {
    this(null, 64L * 1024 * 1024);
    for (String directory : List.of("/", "/bin", "/dev", "/etc", "/home", "/proc", "/root",
        "/sys", "/tmp", "/usr", "/var")) {
      entries.put(directory, new Directory(now));
    }
  }

  /// A disk with nothing on it.
  public static Files empty(Instant now, long capacity) {
    Files files = new Files(null, capacity);
    files.entries.put("/", new Directory(now));
    return files;
  }

  /// A layer to write on, over a disk that must not change any more.
  public static Files over(Files image) {
    return new Files(image, image.capacity);
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

  /// Shows a directory or a file of another disk at `path`; whatever lay there is hidden.
  public void mount(String path, Files source, String sourcePath, boolean readOnly, Instant now) {
    if (isDirectory(path)) remove(path);
    makeDirectories(parent(path), now);
    mounts.put(path, Mounts.of(source, source.follow(sourcePath), readOnly));
  }

  /// What is there, behind all links.
  public Optional<Entry> find(String path) {
    Mounts.Place place = place(path);
    return place.files() == this
        ? Optional.ofNullable(entry(follow(path)))
        : place.files().find(place.path());
  }

  /// What is there; a link itself.
  public Optional<Entry> findLink(String path) {
    String real = resolve(follow(parent(path)), name(path));
    Mounts.Place place = place(path.equals("/") ? path : real);
    return place.files() == this
        ? Optional.ofNullable(entry(real))
        : place.files().findLink(place.path());
  }

  public Optional<byte[]> read(String path) {
    return find(path).orElse(null) instanceof File file
        ? Optional.of(file.content())
        : Optional.empty();
  }

  public boolean isDirectory(String path) {
    return find(path).orElse(null) instanceof Directory;
  }

  /// The names inside a directory, sorted.
  public List<String> list(String directory) {
    Mounts.Place place = place(follow(directory));
    if (place.files() != this) return place.files().list(place.path());
    String real = follow(directory);
    touch(real);
    promises.within(real).forEach(this::makeReal);
    TreeSet<String> names = new TreeSet<>();
    paths(real).forEach(path -> {
      int start = real.equals("/") ? 1 : real.length() + 1;
      String name = path.substring(Math.min(path.length(), start));
      if (!name.isEmpty() && !name.contains("/")) names.add(name);
    });
    mounts.keySet().stream().filter(path -> parent(path).equals(real) && !path.equals("/"))
        .forEach(path -> names.add(name(path)));
    return List.copyOf(names);
  }

  /// Writes a file, in place of one that is there. Returns what stood in the way.
  public Optional<String> write(String path, byte[] content, Instant now) {
    Mounts.Place place = place(follow(path));
    if (place.readOnly()) return Optional.of(READ_ONLY);
    if (place.files() != this) return place.files().write(place.path(), content, now);
    return store(follow(path), new File(() -> content, content.length, now));
  }

  /// Puts the file into its place. Returns what stood in the way.
  private Optional<String> store(String real, File file) {
    if (isDirectory(real)) return Optional.of(IS_DIRECTORY);
    Optional<String> noPlace = checkParent(real);
    if (noPlace.isPresent()) return noPlace;
    long before = entries.get(real) instanceof File old ? old.stored : 0;
    if (bytes - before + file.stored > capacity) return Optional.of(FULL);
    replace(real, file);
    return Optional.empty();
  }

  /// Writes a file whose content is asked for at each reading. It takes no space.
  public void writeLater(String path, Supplier<byte[]> source, Instant now) {
    Mounts.Place place = place(follow(path));
    if (place.files() == this) {
      makeDirectories(parent(path), now);
      entries.put(follow(path), new File(source, 0, now));
    } else {
      place.files().writeLater(place.path(), source, now);
    }
  }

  /// Makes a directory that is filled when somebody first looks into it.
  public void fillLater(String directory, Runnable fill, Instant now) {
    Mounts.Place place = place(follow(directory));
    if (place.files() == this) {
      String real = follow(directory);
      touch(real);
      promises.make(real, fill, now);
    } else {
      place.files().fillLater(place.path(), fill, now);
    }
  }

  /// Reserves space for a file of zeros, as `fallocate` does. Returns what stood in the way.
  public Optional<String> allocate(String path, long length, Instant now) {
    Mounts.Place place = place(follow(path));
    if (place.readOnly()) return Optional.of(READ_ONLY);
    if (place.files() != this) return place.files().allocate(place.path(), length, now);
    return store(follow(path),
        new File(() -> new byte[(int) Math.min(length, ZEROS)], length, now));
  }

  /// Writes a link, in place of one that is there: in one step, as `rename` does.
  public void link(String path, String target, Instant now) {
    Mounts.Place place = place(path);
    if (place.files() == this) {
      entries.put(path, new Link(target, now));
    } else {
      place.files().link(place.path(), target, now);
    }
  }

  /// Writes a file and the directories that lead to it: what an image brings along.
  public void install(String path, String content, Instant now) {
    makeDirectories(parent(path), now);
    write(path, content.getBytes(StandardCharsets.UTF_8), now);
  }

  public Optional<String> makeDirectory(String path, Instant now) {
    Mounts.Place place = place(follow(path));
    if (place.readOnly()) return Optional.of(READ_ONLY);
    if (place.files() != this) return place.files().makeDirectory(place.path(), now);
    if (find(path).isPresent()) return Optional.of("File exists");
    String real = follow(path);
    Optional<String> noPlace = checkParent(real);
    if (noPlace.isEmpty()) entries.put(real, directory(now));
    return noPlace;
  }

  /// Directories that are made in the same instant are alike.
  private Directory directory(Instant now) {
    if (!newest.modified().equals(now)) newest = new Directory(now);
    return newest;
  }

  public Optional<String> makeDirectories(String path, Instant now) {
    if (isDirectory(path)) return Optional.empty();
    if (find(path).isPresent()) return Optional.of(NOT_DIRECTORY);
    Optional<String> above = makeDirectories(parent(path), now);
    return above.isPresent() ? above : makeDirectory(path, now);
  }

  /// Removes a name and all below it. A mount stays, and so does what is read-only.
  public void remove(String path) {
    Mounts.Place place = place(path);
    if (place.readOnly() || mounts.containsKey(path)) return;
    if (place.files() != this) {
      place.files().remove(place.path());
      return;
    }
    promises.within(path).forEach(inner -> {
      makeReal(parent(path));
      promises.forget(inner);
    });
    for (String name : paths(path)) {
      if (entries.remove(name) instanceof File file) bytes -= file.stored;
      if (below != null && below.entry(name) != null) removed.add(name);
    }
  }

  /// The path itself and every path below it, sorted; links are not followed.
  public List<String> below(String path) {
    Mounts.Place place = place(path);
    if (place.files() != this) {
      return place.files().below(place.path()).stream()
          .map(inner -> path + inner.substring(place.path().length())).toList();
    }
    promises.within(path).forEach(this::touch);
    TreeSet<String> all = new TreeSet<>(paths(path));
    List<String> mounted = new ArrayList<>(mounts.keySet());
    mounted.removeIf(point -> !isWithin(path, point));
    mounted.forEach(point -> all.addAll(below(point)));
    return List.copyOf(all);
  }

  /// Takes over what lies on another disk and was not written after the moment. Mounts are nobody's
  /// inheritance, and what is made only when somebody looks comes from whoever makes it.
  public void inherit(Files other, Instant moment) {
    other.entries.forEach((path, entry) -> {
      if (entry.modified().isAfter(moment)) return;
      if (entry instanceof File file) {
        if (file.stored == 0 && !entries.containsKey(path)) entries.put(path, file);
        else
          replace(path, file);
      } else {
        entries.put(path, entry);
      }
    });
    removed.addAll(other.removed);
  }

  private void replace(String path, File file) {
    long before = entries.put(path, file) instanceof File old ? old.stored : 0;
    bytes += file.stored - before;
  }

  /// How many bytes the files at and below the path hold.
  public long used(String path) {
    return paths(path).stream().map(this::entry)
        .mapToLong(entry -> entry instanceof File file ? file.stored : 0).sum();
  }

  /// How many bytes were written on this disk; what lies below it is not counted.
  public long used() {
    return bytes;
  }

  /// How many bytes fit on it.
  public long capacity() {
    return capacity;
  }

  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static boolean isWithin(String directory, String path) {
    return directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/");
  }

  /// Somebody looks into the directory.
  private void touch(String directory) {
    if (!promises.isMade(directory)) return;
    makeReal(directory);
    promises.keep(directory);
  }

  /// Writes down a directory that was only promised, and those above it.
  private void makeReal(String directory) {
    Optional<Instant> since = promises.since(directory);
    if (since.isEmpty() || entries.containsKey(directory)) return;
    entries.put(directory, directory(since.get()));
    makeReal(parent(directory));
  }

  /// Somebody goes along the path: to its last name, but not into that.
  private void touchAbove(String path) {
    for (String above = path; !above.equals("/") && !promises.isEmpty(); above = parent(above)) {
      touch(parent(above));
    }
  }

  private Mounts.Place place(String path) {
    touchAbove(path);
    return Mounts.place(this, mounts, path);
  }

  private @Nullable Entry entry(String path) {
    Entry own = entries.get(path);
    if (own != null) return own;
    Entry covered = below == null || removed.contains(path) ? null : below.entry(path);
    if (covered != null || promises.isEmpty()) return covered;
    return promises.since(path).map(this::directory).orElse(null);
  }

  /// Own paths at and below this one, and those of the layer below that are not removed.
  private List<String> paths(String path) {
    if (below == null) return Mounts.subtree(entries, path);
    TreeSet<String> all = new TreeSet<>(below.paths(path));
    all.removeAll(removed);
    all.addAll(Mounts.subtree(entries, path));
    return List.copyOf(all);
  }

  /// The path behind all links; itself when it meets none, or too many.
  String follow(String path) {
    String real = path;
    for (int tries = 0; tries < LINKS_AT_MOST; tries++) {
      touchAbove(real);
      Map.Entry<String, String> found = Mounts.firstLink(real, this::entry);
      if (found == null) return real;
      real = resolve(parent(found.getKey()), found.getValue())
          + real.substring(found.getKey().length());
    }
    return path;
  }

  private Optional<String> checkParent(String path) {
    return switch (find(parent(path)).orElse(null)) {
      case null -> Optional.of(ABSENT);
      case File _,Link _ -> Optional.of(NOT_DIRECTORY);
      case Directory _ -> Optional.empty();
    };
  }
}
