package grader.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
/// From outside in: a shell hands over two open files, [LinuxTools] leaves root and sets limits,
/// `bwrap` unshares every namespace, mounts all read-only, gives a small `/tmp`, makes its own root
/// read-only last, and lays the filter of [SystemCalls] on the JVM. It is started with an empty
/// environment, because its first process keeps the one it was started with where learner code can
/// read it; and it reads its options from a file, because its command line can be read as well.
record Bubblewrap(Path bwrap, LinuxTools tools, List<Path> libraries) implements Sandbox {
  private static final int TMP_BYTES = 16 * 1024 * 1024;
  private static final String HAND_OVER = "exec 8<&0 9<\"$0\" </dev/null; exec env -i \"$@\"";

  static Optional<Bubblewrap> find() {
    Optional<Path> bwrap = LinuxTools.onPath("bwrap");
    Optional<LinuxTools> tools = LinuxTools.find();
    if (bwrap.isEmpty() || tools.isEmpty()) return Optional.empty();
    return Optional.of(new Bubblewrap(bwrap.get(), tools.get(), neededLibraries()));
  }

  @Override
  public Launch launch(Jvm jvm, RuntimeFiles files, Path socketFolder, int user,
      List<String> arguments) {
    boolean isFiltered = files.hasFilter();
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", HAND_OVER,
        isFiltered ? files.filter().toString() : "/dev/null"));
    command.addAll(tools.prefix(jvm, user));
    command.addAll(List.of(bwrap.toString(), "--args", "8"));
    if (isFiltered) command.addAll(List.of("--seccomp", "9"));
    command.add("--");
    command.addAll(jvm.command("/jdk/bin/java", "/run/files", files.hasCache(jvm), arguments));
    String options = String.join("\0", options(files, socketFolder)) + "\0";
    return new Launch(command, options);
  }

  private List<String> options(RuntimeFiles files, Path socketFolder) {
    List<String> options = new ArrayList<>(List.of("--unshare-all", "--die-with-parent",
        "--new-session", "--cap-drop", "ALL", "--hostname", "worker", "--proc", "/proc"));
    for (String device : List.of("/dev/null", "/dev/urandom", "/dev/random")) {
      options.addAll(List.of("--dev-bind", device, device));
    }
    Path home = Folders.javaHome();
    for (String part : List.of("bin/java", "lib", "conf", "release")) {
      options.addAll(List.of("--ro-bind", home.resolve(part).toString(), "/jdk/" + part));
    }
    for (Path library : libraries) {
      options.addAll(List.of("--ro-bind", library.toString(), library.toString()));
    }
    options.addAll(List.of("--ro-bind", files.folder().toString(), "/run/files", "--ro-bind",
        socketFolder.toString(), "/run/socket", "--size", Integer.toString(TMP_BYTES), "--tmpfs",
        "/tmp", "--chdir", "/tmp", "--remount-ro", "/"));
    return options;
  }

  @Override
  public String socketSeenInside(Path socketFolder) {
    return "/run/socket/s";
  }

  @Override
  public String processLimit(Jvm jvm) {
    return tools.processLimit(jvm);
  }

  @Override
  public List<String> leavesOpen() {
    return List.of();
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
          StandardCharsets.UTF_8);
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
