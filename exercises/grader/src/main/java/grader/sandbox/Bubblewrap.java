package grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// bubblewrap: a JVM in namespaces of its own, seeing the JDK, the runtime files, and nothing else.
///
/// From outside in: `setpriv` leaves root (limits do not bind root), `prlimit` limits processes,
/// files and CPU, `bwrap` unshares every namespace, mounts all read-only, gives a small `/tmp`, and
/// makes its own root read-only last. It is started with an empty environment, because its first
/// process keeps the one it was started with where learner code can read it.
record Bubblewrap(Path bwrap, Path prlimit, Optional<Path> setpriv, List<Path> libraries)
    implements
      Sandbox {
  private static final int TMP_BYTES = 16 * 1024 * 1024;
  private static final int FILE_BYTES = 16 * 1024 * 1024;
  private static final int OPEN_FILES = 256;
  private static final int CPU_SECONDS = 120;

  static Optional<Bubblewrap> find() {
    if (!System.getProperty("os.name").equals("Linux")) return Optional.empty();
    Optional<Path> bwrap = onPath("bwrap");
    Optional<Path> prlimit = onPath("prlimit");
    Optional<Path> setpriv = onPath("setpriv");
    if (bwrap.isEmpty() || prlimit.isEmpty() || (Folders.isRoot() && setpriv.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Bubblewrap(bwrap.get(), prlimit.get(),
        Folders.isRoot() ? setpriv : Optional.empty(), neededLibraries()));
  }

  @Override
  public List<String> command(Jvm jvm, RuntimeFiles files, Path socketFolder, int user,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    setpriv.ifPresent(tool -> command.addAll(List.of(tool.toString(), "--reuid=" + user,
        "--regid=" + user, "--clear-groups", "--no-new-privs")));
    command.addAll(List.of(prlimit.toString(), "--nproc=" + processLimit(jvm.threads()),
        "--nofile=" + OPEN_FILES, "--fsize=" + FILE_BYTES, "--core=0"));
    if (!jvm.equals(Jvm.COMPILER)) command.add("--cpu=" + CPU_SECONDS);
    command.addAll(List.of(bwrap.toString(), "--unshare-all", "--die-with-parent", "--new-session",
        "--cap-drop", "ALL", "--hostname", "worker", "--proc", "/proc"));
    for (String device : List.of("/dev/null", "/dev/urandom", "/dev/random")) {
      command.addAll(List.of("--dev-bind", device, device));
    }
    Path home = Folders.javaHome();
    for (String part : List.of("bin/java", "lib", "conf", "release")) {
      command.addAll(List.of("--ro-bind", home.resolve(part).toString(), "/jdk/" + part));
    }
    for (Path library : libraries) {
      command.addAll(List.of("--ro-bind", library.toString(), library.toString()));
    }
    command.addAll(List.of("--ro-bind", files.folder().toString(), "/run/files", "--ro-bind",
        socketFolder.toString(), "/run/socket", "--size", Integer.toString(TMP_BYTES), "--tmpfs",
        "/tmp",
        "--chdir", "/tmp", "--remount-ro", "/", "--"));
    command.addAll(jvm.command("/jdk/bin/java", "/run/files", files.hasCache(jvm), arguments));
    return command;
  }

  @Override
  public String socketSeenInside(Path socketFolder) {
    return "/run/socket/s";
  }

  @Override
  public List<String> leavesOpen() {
    return List.of();
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

  private static Optional<Path> onPath(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable).findFirst();
  }

  /// The system's libraries that a JVM needs, and no others: asked of the system's own linker.
  private static List<Path> neededLibraries() {
    Set<Path> libraries = new LinkedHashSet<>();
    Path lib = Folders.javaHome().resolve("lib");
    List<String> command = new ArrayList<>(List.of("/usr/bin/ldd", Folders.javaBinary()
        .toString()));
    Stream.of("server/libjvm.so", "libjava.so", "libnio.so", "libnet.so", "libzip.so",
        "libjimage.so",
        "libjli.so").map(lib::resolve).filter(Files::exists)
        .forEach(file -> command.add(file.toString()));
    try {
      Process ldd = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      String text = new String(ldd.getInputStream().readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
      ldd.waitFor(5, TimeUnit.SECONDS);
      Matcher line = Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x").matcher(text);
      while (line.find()) {
        Path library = Path.of(line.group(1));
        if (!library.startsWith(Folders.javaHome())) libraries.add(library);
      }
    } catch (IOException noLinker) {
      libraries.clear();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (!libraries.isEmpty()) return List.copyOf(libraries);
    return Stream.of("/lib", "/lib64", "/usr/lib").map(Path::of).filter(Files::isDirectory)
        .toList();
  }
}
