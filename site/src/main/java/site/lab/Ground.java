package site.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kube.controlplane.etcd.log.CorruptLogException;
import kube.controlplane.etcd.log.DurableStore;
import kube.controlplane.etcd.log.GroupCommitter;
import kube.foundation.machine.DiskFault;
import kube.foundation.machine.RealDisk;

/// What a lab's cluster stands on: memory, which ends with it, or a folder, which outlasts it.
///
/// A cluster on a folder writes each change down before anybody hears of it. So a lab that sleeps,
/// dies or loses its server goes on where it stood: its objects are all there, and its containers
/// are started anew, as after a power cut.
///
/// @param folder where the store is kept; empty for memory only
/// @param headStart how much of its own time a new cluster has behind it when it is first seen
/// @param token what a client of the lab's own port must show
public record Ground(Optional<Path> folder, Duration headStart, String token) {
  private static final long SNAPSHOT_AFTER_BYTES = 4L * 1024 * 1024;

  /// Memory that ends with the cluster, whose first moments are seen, and which has no port.
  public static final Ground MEMORY = new Ground(Optional.empty(), Duration.ZERO, "");

  /// Knows what the labs of a learner stand on.
  public interface Finder {

    /// Throws [LabTrouble] when the learner has no lab of this name.
    Ground of(String learner, String name);
  }

  /// The store that goes on after what the folder holds.
  Optional<DurableStore> open() {
    try {
      return folder.map(place -> DurableStore.open(new RealDisk(place), GroupCommitter::new,
          SNAPSHOT_AFTER_BYTES));
    } catch (DiskFault | CorruptLogException problem) {
      throw new LabTrouble("What was kept of this lab cannot be read: " + problem.getMessage()
          + ". Reset it to begin anew.", problem);
    }
  }

  /// Whether nothing is kept here yet.
  boolean isNew() {
    return folder.filter(place -> !Files.exists(place)).isPresent();
  }

  /// Forgets what was kept, all at once: a server that dies halfway leaves no half a store, which
  /// nobody could open. For a cluster that has been closed.
  void clear() {
    folder.filter(Ground::isThere).ifPresent(place -> {
      Path gone = place.resolveSibling(place.getFileName() + ".gone");
      if (isThere(gone)) delete(gone);
      try {
        Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException problem) {
        throw new UncheckedIOException("The folder " + place + " cannot be emptied", problem);
      }
      delete(gone);
    });
  }

  private static boolean isThere(Path place) {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
  }

  /// Removes a folder with all that is in it, also behind links: the store of a lab is one, where
  /// [Spares] made it.
  public static void delete(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path link : inside.filter(Files::isSymbolicLink).toList()) {
        if (Files.isDirectory(link)) delete(link.toRealPath());
      }
    } catch (IOException problem) {
      throw new UncheckedIOException("The folder " + folder + " cannot be read", problem);
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) Files.deleteIfExists(file);
    } catch (IOException problem) {
      throw new UncheckedIOException("The folder " + folder + " cannot be removed", problem);
    }
  }
}
