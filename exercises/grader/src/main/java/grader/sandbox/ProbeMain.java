package grader.sandbox;

import grader.worker.SocketWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Runs inside the sandbox and tries to get out: each finding is a line, `confined …` or `open …`.
final class ProbeMain {
  static final String PROCESSES = "number of processes and threads";

  private final List<String> findings = new ArrayList<>();

  private ProbeMain() {}

  public static void main(String[] arguments) throws IOException {
    ProbeMain probe = new ProbeMain();
    probe.tryEverything(Integer.parseInt(arguments[1]));
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(arguments[0]));
      new SocketWire(channel).send(String.join("\n", probe.findings)
          .getBytes(StandardCharsets.UTF_8));
    }
    Runtime.getRuntime().halt(0);
  }

  private void tryEverything(int port) {
    find("environment", Set.of("PWD").containsAll(System.getenv().keySet())
        && read("/proc/1/environ").isBlank());
    find("user", !hasStatus("Uid:\\s+0\\s.*") && hasStatus("CapEff:\\s+0+")
        && hasStatus("NoNewPrivs:\\s+1"));
    find("files of this user", read("/etc/passwd").isEmpty() && !Files.exists(Path.of("/home"))
        && !Files.exists(Path.of("/root")));
    find("writing outside of a small folder", !canWrite("/escape") && !canWrite("/dev/escape")
        && !canWrite("/run/escape") && !canWrite("/proc/escape"));
    find("disk space", !canWriteMegabytes(64));
    find("network", !canConnect(port));
    find("other processes of this user", countProcesses() <= 3);
    find("system calls", hasStatus("Seccomp:\\s+2") && !canStartProcess());
    find(PROCESSES, !canStartThreads(200));
  }

  private void find(String what, boolean isConfined) {
    findings.add((isConfined ? "confined " : "open ") + what);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException refused) {
      return "";
    }
  }

  private static boolean hasStatus(String pattern) {
    return read("/proc/self/status").lines().anyMatch(line -> line.matches(pattern));
  }

  private static boolean canWrite(String file) {
    try {
      Files.writeString(Path.of(file), "x");
      Files.delete(Path.of(file));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean canWriteMegabytes(int megabytes) {
    List<Path> files = new ArrayList<>();
    try {
      for (int index = 0; index < megabytes; index++) {
        Path file = Path.of("/tmp/probe" + index);
        files.add(file);
        Files.write(file, new byte[1024 * 1024]);
      }
      return true;
    } catch (IOException full) {
      return false;
    } finally {
      for (Path file : files) file.toFile().delete();
    }
  }

  private static boolean canConnect(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static long countProcesses() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries.filter(entry -> entry.getFileName().toString().matches("\\d+")).count();
    } catch (IOException noProc) {
      return 0;
    }
  }

  private static boolean canStartProcess() {
    try {
      new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start()
          .destroyForcibly();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean canStartThreads(int wanted) {
    CountDownLatch end = new CountDownLatch(1);
    try {
      for (int index = 0; index < wanted; index++) {
        Thread.ofPlatform().daemon().start(() -> {
          try {
            end.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
      }
      return true;
    } catch (OutOfMemoryError limit) {
      return false;
    } finally {
      end.countDown();
    }
  }
}
