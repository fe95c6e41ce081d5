package grader.attack;

import static grader.attack.Attack.confined;
import static grader.attack.Attack.handedIn;
import static grader.attack.Attack.inside;

import grader.report.Grade;
import java.util.ArrayList;
import java.util.List;

/// Attacks that want to read, write or reach what is outside.
final class HiddenThings {
  /// A helper of the attacks below: whether a file or a folder gives anything away.
  private static final String OPENS = """
      java.util.function.Predicate<String> opens = name -> {
        var path = java.nio.file.Path.of(name);
        try {
          if (java.nio.file.Files.isDirectory(path)) {
            try (var list = java.nio.file.Files.list(path)) { return list.findAny().isPresent(); }
          }
          return java.nio.file.Files.readAllBytes(path).length > 0;
        } catch (java.io.IOException held) { return false; }
      };
      """;

  private HiddenThings() {}

  static Family family() {
    List<Attack> attacks = new ArrayList<>(byReading());
    attacks.addAll(byGuessing());
    attacks.addAll(byLeaving());
    return new Family("Reading and reaching what is outside", attacks);
  }

  private static List<Attack> byReading() {
    return List.of(
        inside(45, "read the class files of the checks", """
            for (String file : List.of("grader/attack/OracleChecks.class",
                "grader/run/Grader.class", "grader/check/Task.class", "kube/Cluster.class"))
              if (MyOracle.class.getResource("/" + file) != null
                  || ClassLoader.getSystemResource(file) != null) return "found " + file;
            return "held";"""),
        inside(47, "find the name of the check on the stack",
            """
            return StackWalker.getInstance().walk(frames -> frames.map(frame ->
                frame.getClassName() + "." + frame.getMethodName()).filter(frame ->
                frame.contains("Check") || frame.contains("junit"))
                .findFirst().orElse("held"));"""),
        inside(49, "tokens in the environment and the properties", """
            for (String name : System.getenv().keySet()) if (!name.equals("PWD")) return name;
            for (String name : List.of("user.home", "user.dir"))
              if (System.getProperty(name).startsWith("/root")
                  || System.getProperty(name).startsWith("/home")) return name;
            return System.getProperties().toString().contains("seed") ? "seed" : "held";"""),
        inside(51, "dump the heap and look for the secret", """
            var file = java.nio.file.Path.of(System.getProperty("java.io.tmpdir"), "heap.hprof");
            try {
              Object bean = Class.forName("java.lang.management.ManagementFactory").getMethod(
                  "getPlatformMXBean", Class.class).invoke(null,
                  Class.forName("com.sun.management.HotSpotDiagnosticMXBean"));
              Class.forName("com.sun.management.HotSpotDiagnosticMXBean").getMethod("dumpHeap",
                  String.class, boolean.class).invoke(bean, file.toString(), true);
            } catch (ReflectiveOperationException held) { }
            if (!java.nio.file.Files.exists(file)) return "held";
            byte[] dump = java.nio.file.Files.readAllBytes(file);
            java.nio.file.Files.delete(file);
            String next = "bncfshsjt"; // Each letter of the secret's last word, one further on.
            int matched = 0;
            for (byte each : dump) {
              matched = each + 1 == next.charAt(matched) ? matched + 1 : 0;
              if (matched == next.length()) return "found";
            }
            return "held";"""),
        confined(59, "sockets of other programs", """
            for (String name : List.of("/var/run/docker.sock", "/run/docker.sock",
                "/run/containerd/containerd.sock", "/run/dbus/system_bus_socket", "/run/socket/s"))
              try (var channel = java.nio.channels.SocketChannel.open(
                  java.net.StandardProtocolFamily.UNIX)) {
                channel.connect(java.net.UnixDomainSocketAddress.of(name));
                return "connected to " + name;
              } catch (java.io.IOException held) { }
            return "held";"""),
        confined(63, "read what other learners left", OPENS + """
            for (String place : List.of("/tmp", "/home", "/root", "/var/cache/inside-out",
                "/var/tmp", "/work")) if (opens.test(place)) return place;
            return "held";"""));
  }

  private static List<Attack> byGuessing() {
    return List.of(
        handedIn(53, "tell a hidden input by the time that is shown", arena -> {
          Grade grade = arena.grade(Arena.honest());
          return Outcome.heldWhen(grade.run().totalShown().toMillis() % 100 == 0,
              "shown: " + grade.run().totalShown());
        }),
        handedIn(55, "search a hidden constant by many submissions", arena -> {
          long first = arena.grade(Arena.honest()).provenance().seed();
          long second = arena.grade(Arena.source(Arena.honestSource() + "// again"))
              .provenance().seed();
          return Outcome.heldWhen(first != second, "each submission draws its own inputs");
        }),
        handedIn(57, "behave only when graded", arena -> {
          String traits = """
              var traits = new TreeMap<>(System.getProperties());
              traits.remove("jdk.internal.vm.did");
              String all = traits + " " + Runtime.getRuntime().availableProcessors()
                  + ProcessHandle.current().info().command() + Thread.currentThread().getName();
              int code = all.hashCode();
              """;
          Grade graded = arena.grade(Arena.oracleNext(traits
              + "System.out.print(\"traits \" + code + \"!\"); return number + 1;"));
          String printed = graded.results().getFirst().output();
          String live = arena.live(Arena.oracle(traits + "return \"traits \" + code + \"!\";"));
          return Outcome.heldWhen(printed.equals(live) && live.startsWith("traits "),
              "graded '" + printed + "', live '" + live + "'");
        }));
  }

  private static List<Attack> byLeaving() {
    return List.of(
        confined(77, "end or stop other processes", """
            return ProcessHandle.allProcesses().count() <= 3 ? "held" : "seen";"""),
        confined(151, "the environment of the sandbox's first process", OPENS + """
            return opens.test("/proc/1/environ") ? "read" : "held";"""),
        confined(152, "more threads than allowed, when the grader is root", """
            var end = new java.util.concurrent.CountDownLatch(1);
            int started = 0;
            try {
              for (; started < 400; started++) Thread.ofPlatform().daemon().start(() -> {
                try { end.await(); } catch (InterruptedException e) { } });
            } catch (OutOfMemoryError limit) { return "held"; } finally { end.countDown(); }
            return "started " + started;"""),
        confined(153, "fill the memory file by file", """
            var files = new ArrayList<java.nio.file.Path>();
            try {
              for (String place : List.of("/", "/run/", "/dev/", "/tmp/")) {
                for (int number = 0; number < 32; number++) {
                  var file = java.nio.file.Path.of(place + "fill" + number);
                  try { java.nio.file.Files.write(file, new byte[1 << 20]); files.add(file); }
                  catch (java.io.IOException full) { break; }
                }
              }
              return files.size() < 20 ? "held" : "wrote " + files.size() + " MB";
            } finally { for (var file : files) java.nio.file.Files.deleteIfExists(file); }"""),
        confined(154, "paths of the host on a command line", """
            String line = java.nio.file.Files.readString(java.nio.file.Path.of("/proc/1/cmdline"))
                .replace('\\0', ' ');
            return line.contains("/root") || line.contains("/home") || line.contains("inside-out")
                ? line : "held";"""),
        confined(203, "files of the machine", OPENS + """
            for (String file : List.of("/etc/passwd", "/etc/hostname", "/usr/bin", "/proc/kcore",
                "/run/files/../../root", "/sys", "/boot"))
              if (opens.test(file)) return file;
            return "held";"""),
        confined(204, "the network of the machine", """
            for (String address : List.of("127.0.0.1", "169.254.169.254", "10.0.0.1"))
              for (int port : new int[] {80, 8080, 22})
                try (var socket = new java.net.Socket()) {
                  socket.connect(new java.net.InetSocketAddress(address, port), 100);
                  return "connected to " + address;
                } catch (java.io.IOException held) { }
            return "held";"""),
        confined(205, "start any other program", """
            for (String program : List.of("/jdk/bin/java", "/bin/sh", "/jdk/lib/jspawnhelper"))
              for (String mechanism : List.of("POSIX_SPAWN", "VFORK"))
                try {
                  System.setProperty("jdk.lang.Process.launchMechanism", mechanism);
                  new ProcessBuilder(program).start();
                  return "started " + program;
                } catch (java.io.IOException held) { }
            return "held";"""));
  }
}
