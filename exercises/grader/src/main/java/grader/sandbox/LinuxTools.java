package grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Limits that Linux sets on a process before it starts: a user of its own, and how much of what.
///
/// When we are root, `setpriv` leaves root first, because limits do not bind root. Each process gets
/// another user then, so the limit of a user is its own. An ordinary user's processes share one.
///
/// **Leaves out** the limit of a control group (`pids.max`), because it takes a group that was
/// delegated to us, which neither a container nor a login session gives as a rule.
/// See https://docs.kernel.org/admin-guide/cgroup-v2.html#delegation
record LinuxTools(Path prlimit, Optional<Path> setpriv) {
  private static final int FILE_BYTES = 16 * 1024 * 1024;
  private static final int OPEN_FILES = 256;

  /// The tools of this machine; none when it has no `prlimit`, or when we are root and cannot stop
  /// being it.
  static Optional<LinuxTools> find() {
    if (!System.getProperty("os.name").equals("Linux")) return Optional.empty();
    Optional<Path> setpriv = Folders.isRoot() ? onPath("setpriv") : Optional.empty();
    if (Folders.isRoot() && setpriv.isEmpty()) return Optional.empty();
    return onPath("prlimit").map(prlimit -> new LinuxTools(prlimit, setpriv));
  }

  /// What comes before the command that is to be limited.
  List<String> prefix(Jvm jvm, int user) {
    List<String> command = new ArrayList<>();
    setpriv.ifPresent(tool -> command.addAll(List.of(tool.toString(), "--reuid=" + user,
        "--regid=" + user, "--clear-groups", "--no-new-privs")));
    command.addAll(List.of(prlimit.toString(), "--nproc=" + processLimit(jvm.threads()),
        "--nofile=" + OPEN_FILES, "--fsize=" + FILE_BYTES, "--core=0",
        "--data=" + jvm.dataMegabytes() * 1024L * 1024L));
    if (jvm.processorSeconds() > 0) command.add("--cpu=" + jvm.processorSeconds());
    return command;
  }

  /// What limits the number of processes and threads, in words.
  String processLimit(Jvm jvm) {
    return setpriv.isPresent()
        ? "at most " + jvm.threads() + " threads and processes, as a user of its own"
        : "at most " + jvm.threads() + " threads and processes more than this user had";
  }

  static Optional<Path> onPath(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable).findFirst();
  }

  /// A user of its own has no other processes; an ordinary user's own ones count against the limit.
  private int processLimit(int wanted) {
    return setpriv.isPresent() ? wanted : wanted + threadsOfThisUser();
  }

  private static int threadsOfThisUser() {
    int threads = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        if (!process.getFileName().toString().matches("\\d+") || !isOurs(process)) continue;
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
          threads += (int) tasks.count();
        } catch (IOException hasEnded) {
          threads += 0;
        }
      }
    } catch (IOException noProc) {
      return 4_000;
    }
    return threads + 64;
  }

  private static boolean isOurs(Path process) {
    try {
      return Files.getOwner(process).getName().equals(System.getProperty("user.name"));
    } catch (IOException hasEnded) {
      return false;
    }
  }
}
