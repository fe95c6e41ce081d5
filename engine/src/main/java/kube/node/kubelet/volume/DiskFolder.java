package kube.node.kubelet.volume;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import kube.foundation.machine.Part;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Files.File;
import kube.node.containerruntime.process.Files.Link;

/// A folder of the machine's disk.
///
/// Some files are made only when a program reads them, such as tokens. Whoever writes the folder gets
/// a placeholder for each, and where the placeholder is written the file is put.
///
/// **Leaves out** modes: everybody in a simulated container is root.
final class DiskFolder implements Folder {

  private static final int MODE = 0644;

  private final Files disk;
  private final String root;
  private final Instant now;
  private final SortedMap<String, Supplier<byte[]>> later;

  /// @param later files made when they are read, by their paths in the volume
  DiskFolder(Files disk, String root, SortedMap<String, Supplier<byte[]>> later, Instant now) {
    this.disk = disk;
    this.root = root;
    this.later = later;
    this.now = now;
  }

  /// What the folder is to hold, with a placeholder for each file that is made later.
  SortedMap<String, AtomicFolder.FileSpec> with(SortedMap<String, byte[]> contents) {
    SortedMap<String, AtomicFolder.FileSpec> files = new TreeMap<>();
    contents.forEach((path, content) -> files.put(path,
        new AtomicFolder.FileSpec(content, MODE)));
    later.keySet().forEach(path -> files.put(path,
        new AtomicFolder.FileSpec(placeholder(path), MODE)));
    return files;
  }

  /// Lets whoever stands in the slot write, and looks whether it did.
  void write(Part<AtomicFolder> slot, SortedMap<String, byte[]> contents) {
    SortedMap<String, AtomicFolder.FileSpec> files = with(contents);
    slot.tell(part -> part.write(this, files, now));
    if (!slot.isForeign()) return;
    Optional<String> wrong = files.entrySet().stream()
        .filter(file -> read(file.getKey())
            .filter(content -> Arrays.equals(content, file.getValue().content())).isEmpty())
        .map(Map.Entry::getKey).findFirst();
    if (wrong.isEmpty()) return;
    slot.lied("the file " + wrong.get() + " does not hold what it should");
    disk.remove(root);
    slot.tell(part -> part.write(this, files, now));
  }

  private static byte[] placeholder(String path) {
    return ("made when it is read: " + path).getBytes(StandardCharsets.UTF_8);
  }

  private String at(String path) {
    return path.isEmpty() ? root : root + "/" + path;
  }

  @Override
  public List<String> list(String path) {
    return disk.isDirectory(at(path)) ? disk.list(at(path)) : List.of();
  }

  @Override
  public boolean isFolder(String path) {
    return disk.isDirectory(at(path));
  }

  @Override
  public Optional<byte[]> read(String path) {
    if (!(disk.find(at(path)).orElse(null) instanceof File file)) return Optional.empty();
    Optional<String> made = file.stored() == 0
        ? later.keySet().stream()
            .filter(name -> path.equals(name) || path.endsWith("/" + name)).findFirst()
        : Optional.empty();
    return Optional.of(made.map(DiskFolder::placeholder).orElseGet(file::content));
  }

  @Override
  public Optional<String> readLink(String path) {
    return disk.findLink(at(path)).orElse(null) instanceof Link link
        ? Optional.of(link.target())
        : Optional.empty();
  }

  @Override
  public void makeFolder(String path) {
    disk.makeDirectories(at(path), now);
  }

  @Override
  public void write(String path, byte[] content, int mode) {
    Optional<Supplier<byte[]>> made = later.entrySet().stream()
        .filter(file -> Arrays.equals(placeholder(file.getKey()), content))
        .map(Map.Entry::getValue).findFirst();
    if (made.isPresent()) disk.writeLater(at(path), made.get(), now);
    else
      disk.write(at(path), content, now);
  }

  @Override
  public void link(String path, String target) {
    disk.link(at(path), target, now);
  }

  @Override
  public void move(String from, String to) {
    Optional<String> target = readLink(from);
    if (target.isPresent()) {
      disk.remove(at(from));
      disk.link(at(to), target.get(), now);
      return;
    }
    disk.remove(at(to));
    for (String path : disk.below(at(from))) {
      String inner = at(to) + path.substring(at(from).length());
      switch (disk.findLink(path).orElseThrow()) {
        case Link link -> disk.link(inner, link.target(), now);
        case File file -> disk.write(inner, file.content(), now);
        case Files.Directory _ -> disk.makeDirectories(inner, now);
      }
    }
    disk.remove(at(from));
  }

  @Override
  public void remove(String path) {
    disk.remove(at(path));
  }
}
