package kube.node.kubelet.volume;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Files.Link;

/// Writes a set of files so that a reader sees all of the old ones or all of the new ones.
///
/// The files lie in a folder with a time stamp. One link, `..data`, leads to it, and the names that
/// people use lead through that link: changing the one link changes all files in one step.
///
/// **In Kubernetes:**
/// [atomic_writer.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/volume/util/atomic_writer.go)
public final class AtomicFolder {

  private static final String CURRENT = "..data";
  private static final DateTimeFormatter STAMP = DateTimeFormatter
      .ofPattern("'..'uuuu_MM_dd_HH_mm_ss.nnnnnnnnn").withZone(ZoneOffset.UTC);

  private final Files disk;
  private final String directory;

  public AtomicFolder(Files disk, String directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /// Makes the folder hold exactly these files, by their relative paths. Returns whether anything had
  /// to change.
  public boolean write(SortedMap<String, byte[]> files, Instant now) {
    return write(files, new TreeMap<>(), now);
  }

  /// @param later further files, whose contents are asked for when they are read
  public boolean write(SortedMap<String, byte[]> files,
      SortedMap<String, Supplier<byte[]>> later, Instant now) {
    disk.makeDirectories(directory, now);
    if (holds(files, later.size())) return false;
    List<String> old = stamped();
    String fresh = STAMP.format(now);
    String folder = directory + "/" + fresh;
    disk.makeDirectories(folder, now);
    files.forEach((path, content) -> {
      String file = folder + "/" + path;
      disk.makeDirectories(Files.parent(file), now);
      disk.write(file, content, now);
    });
    later.forEach((path, content) -> disk.writeLater(folder + "/" + path, content, now));
    disk.link(directory + "/" + CURRENT, fresh, now);
    TreeSet<String> paths = new TreeSet<>(files.keySet());
    paths.addAll(later.keySet());
    showNames(paths, now);
    old.stream().filter(name -> !name.equals(fresh))
        .forEach(name -> disk.remove(directory + "/" + name));
    return true;
  }

  private boolean holds(SortedMap<String, byte[]> files, int more) {
    String current = directory + "/" + CURRENT;
    if (disk.findLink(current).isEmpty()) return false;
    String real = directory + "/"
        + (disk.findLink(current).orElseThrow() instanceof Link link ? link.target() : "");
    long present = disk.below(real).stream().filter(path -> !disk.isDirectory(path)).count();
    return present == files.size() + more && files.entrySet().stream().allMatch(file -> disk
        .read(real + "/" + file.getKey())
        .filter(content -> Arrays.equals(content, file.getValue())).isPresent());
  }

  /// The folders of this and of earlier contents.
  private List<String> stamped() {
    return disk.list(directory).stream()
        .filter(name -> name.startsWith("..") && !name.equals(CURRENT)).toList();
  }

  private void showNames(Set<String> paths, Instant now) {
    TreeSet<String> names = new TreeSet<>();
    paths.forEach(path -> names.add(path.replaceFirst("/.*", "")));
    for (String name : disk.list(directory)) {
      if (!name.startsWith("..") && !names.contains(name)) disk.remove(directory + "/" + name);
    }
    names.forEach(name -> disk.link(directory + "/" + name, CURRENT + "/" + name, now));
  }
}
