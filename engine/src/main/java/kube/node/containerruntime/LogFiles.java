package kube.node.containerruntime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.zip.GZIPOutputStream;

import kube.foundation.machine.Clock;
import kube.node.containerruntime.process.Files;

/// The log of one run of a container as files of its machine:
/// `/var/log/pods/<namespace>_<pod>_<uid>/<container>/<run>.log`.
///
/// A file that has become too large is put aside under the time of its end, the ones before it are
/// compressed, and the oldest goes. `kubectl logs` reads the newest only.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
final class LogFiles {

  private static final DateTimeFormatter STAMP = DateTimeFormatter
      .ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final Files disk;
  private final ContainerLog log;
  private final String folder;
  private final int run;
  private final ArrayDeque<String> aside = new ArrayDeque<>(1);

  LogFiles(Clock clock, Files disk, SandboxConfig room, ContainerConfig wish, ContainerLog log) {
    this.clock = clock;
    this.disk = disk;
    this.log = log;
    this.folder = folder(room) + "/" + wish.name();
    this.run = wish.attempt();
    Instant begun = clock.now();
    disk.fillLater(folder, () -> disk.writeLater(path(), () -> log.text().getBytes(UTF_8), begun),
        begun);
  }

  private String path() {
    return folder + "/" + run + ".log";
  }

  /// Where all logs of a Pod lie.
  static String folder(SandboxConfig room) {
    return "/var/log/pods/" + room.namespace() + "_" + room.podName() + "_" + room.podUid();
  }

  /// Begins a new file when the present one is too large.
  ///
  /// @param mostFiles how many there may be, the present one included
  void rotate(long mostBytes, int mostFiles) {
    if (log.size() < mostBytes) return;
    while (aside.size() > Math.max(0, mostFiles - 2)) disk.remove(aside.removeFirst());
    compressLast();
    if (mostFiles > 1) {
      String name = path() + "." + STAMP.format(clock.now());
      disk.write(name, log.text().getBytes(UTF_8), clock.now());
      aside.addLast(name);
    }
    log.beginAnew();
  }

  private void compressLast() {
    String last = aside.peekLast();
    if (last == null || last.endsWith(".gz")) return;
    disk.read(last).ifPresent(content -> {
      disk.remove(last);
      disk.write(last + ".gz", compressed(content), clock.now());
      aside.removeLast();
      aside.addLast(last + ".gz");
    });
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  void remove() {
    disk.remove(path());
    aside.forEach(disk::remove);
  }
}
