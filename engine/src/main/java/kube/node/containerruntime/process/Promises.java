package kube.node.containerruntime.process;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Directories that are filled when somebody first looks into them.
///
/// Such a directory and those above it are there, although no entry of the disk says so: of a hundred
/// thousand Pods hardly one ever reads its token, and few are asked for their logs.
///
/// Owned by the loop.
final class Promises {

  private record Promise(Runnable fill, Instant since) {}

  private final TreeMap<String, Promise> byDirectory = new TreeMap<>();

  boolean isEmpty() {
    return byDirectory.isEmpty();
  }

  void make(String directory, Runnable fill, Instant now) {
    byDirectory.put(directory, new Promise(fill, now));
  }

  boolean isMade(String directory) {
    return byDirectory.containsKey(directory);
  }

  /// Since when there has to be a directory at the path, because something is to come into it or
  /// below; empty when nothing is.
  Optional<Instant> since(String path) {
    Promise own = byDirectory.get(path);
    if (own != null) return Optional.of(own.since);
    Map.Entry<String, Promise> inner = byDirectory.ceilingEntry(path + "/");
    return inner != null && Files.isWithin(path, inner.getKey())
        ? Optional.of(inner.getValue().since)
        : Optional.empty();
  }

  /// The promised directories at and below the path, sorted.
  List<String> within(String path) {
    return Mounts.subtree(byDirectory, path);
  }

  void forget(String directory) {
    byDirectory.remove(directory);
  }

  /// Fills the directory, once.
  void keep(String directory) {
    Promise promise = byDirectory.remove(directory);
    if (promise != null) promise.fill.run();
  }
}
