package kube.node.containerruntime.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The commands by which Linux makes namespaces and enters them.
///
/// **Models** bubblewrap for making and `nsenter` for entering, as root or as anybody else.
final class Namespaces {

  private static final List<String> NEEDED = List.of("bwrap", "nsenter", "bash", "sleep");
  private static final String LISTENING = "0A";

  private Namespaces() {}

  /// What is missing on this machine; empty when real processes can be run.
  static Optional<String> missing() {
    return NEEDED.stream().filter(program -> find(program).isEmpty()).findFirst()
        .map(program -> "no runtime for real processes: " + program
            + " is not installed on this machine");
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(":")).map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable).findFirst();
  }

  /// A process that keeps new namespaces open and says its number on standard output.
  static List<String> pause(String hostname) {
    return List.of("bwrap", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-pid",
        "--hostname", hostname, "--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc",
        "--dev", "/dev", "--info-fd", "1", "sleep", "infinity");
  }

  /// The start of a command that shares what the containers of a Pod share with the process: the
  /// network, the host name, and memory.
  static List<String> inRoomOf(long pid) {
    return enter(pid, "-n", "-u", "-i");
  }

  /// The start of a command that runs in all namespaces of the process.
  static List<String> inAllOf(long pid) {
    return enter(pid, "-m", "-n", "-p", "-i", "-u");
  }

  private static List<String> enter(long pid, String... which) {
    List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid)));
    if (!isRoot()) words.addAll(List.of("-U", "--preserve-credentials"));
    words.addAll(List.of(which));
    words.add("--");
    return words;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// Whether a program listens on the port in the network of the process: the kernel says so in the
  /// process's own view of its sockets.
  static boolean isListening(long pid, int port) {
    return Stream.of("tcp", "tcp6").anyMatch(table -> isIn("/proc/" + pid + "/net/" + table,
        ":%04X".formatted(port)));
  }

  private static boolean isIn(String table, String port) {
    Path file = Path.of(table);
    if (!Files.exists(file)) return false;
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> line.strip().split("\\s+"))
          .anyMatch(cells -> cells.length > 3 && cells[1].endsWith(port)
              && cells[3].equals(LISTENING));
    } catch (UncheckedIOException | IOException gone) {
      return false; // The process has ended between the two looks: nobody listens there.
    }
  }
}
