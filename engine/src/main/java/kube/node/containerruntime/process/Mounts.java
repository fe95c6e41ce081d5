package kube.node.containerruntime.process;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;

import kube.node.containerruntime.process.Files.Entry;
import kube.node.containerruntime.process.Files.File;
import kube.node.containerruntime.process.Files.Link;
import org.jspecify.annotations.Nullable;

/// How paths lead from one disk to another, and through links.
final class Mounts {

  /// A part of one disk that is shown on another.
  record Mount(Files files, String root, boolean readOnly) {}

  /// Where a path really lies.
  record Place(Files files, String path, boolean readOnly) {}

  private Mounts() {}

  /// A single file is kept as it is now: whoever puts another in its place later puts it beside this
  /// one, which is why a file mounted by `subPath` never changes.
  static Mount of(Files source, String path, boolean readOnly) {
    if (!(source.find(path).orElse(null) instanceof File file)) {
      return new Mount(source, path, readOnly);
    }
    Files alone = Files.empty(Instant.EPOCH, Long.MAX_VALUE);
    alone.writeLater("/file", file.source(), file.modified());
    return new Mount(alone, "/file", readOnly);
  }

  static Place place(Files disk, NavigableMap<String, Mount> mounts, String path) {
    for (Map.Entry<String, Mount> mount : mounts.descendingMap().entrySet()) {
      if (!Files.isWithin(mount.getKey(), path)) continue;
      Mount there = mount.getValue();
      String rest = path.substring(mount.getKey().equals("/") ? 0 : mount.getKey().length());
      String inner = there.root().equals("/") && !rest.isEmpty() ? rest : there.root() + rest;
      return new Place(there.files(), inner, there.readOnly());
    }
    return new Place(disk, path, false);
  }

  static List<String> subtree(NavigableMap<String, ?> entries, String path) {
    String start = path.equals("/") ? "/" : path + "/";
    return entries.tailMap(path, true).keySet().stream()
        .takeWhile(name -> name.startsWith(path))
        .filter(name -> name.equals(path) || name.startsWith(start)).toList();
  }

  /// The first link on the way along the path, with its target.
  static Map.@Nullable Entry<String, String> firstLink(String path,
      Function<String, @Nullable Entry> entries) {
    for (int end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) {
      if (entries.apply(path.substring(0, end)) instanceof Link link) {
        return Map.entry(path.substring(0, end), link.target());
      }
    }
    return entries.apply(path) instanceof Link link ? Map.entry(path, link.target()) : null;
  }
}
