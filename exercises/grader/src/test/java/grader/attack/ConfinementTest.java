package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.report.Isolation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Attacks that want to read, write or reach what is outside.
@SuppressWarnings("NullAway.Init") // Opened before all.
class ConfinementTest {
  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = new Arena();
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  /// Where there is no sandbox these attacks are not held, and the isolation must say so.
  private static void assumeSandbox() {
    Isolation isolation = arena.grader.isolation();
    if (isolation.level() == Isolation.Level.PROCESS) {
      assertThat(isolation.leavesOpen()).contains("files of this user", "network");
    }
    assumeTrue(isolation.level() == Isolation.Level.FULL,
        "not held here, and said so: " + isolation.sentence());
  }

  @Test
  void the_sandboxs_first_process_shows_no_environment() {
    assumeSandbox();
    assertThat(arena.ask(reading("/proc/1/environ"))).isIn("read:", "refused");
  }

  @Test
  void the_environment_is_empty() {
    assertThat(arena.ask("return \"env:\" + String.join(\",\", System.getenv().keySet());"))
        .isIn("env:", "env:PWD");
  }

  @Test
  void no_file_of_this_machine_can_be_read() {
    assumeSandbox();
    for (String file : new String[]{"/etc/passwd", "/etc/hostname", "/root", "/home", "/usr/bin",
        "/run/files/complete/../..", System.getProperty("user.dir") + "/pom.xml"}) {
      assertThat(arena.ask(reading(file))).as(file).isEqualTo("refused");
    }
  }

  @Test
  void the_checks_are_on_no_path() {
    assertThat(arena.ask("""
        for (String file : List.of("/grader/attack/OracleChecks.class", "/grader/check/Task.class",
            "/grader/run/Grader.class", "/catalog/package-info.class")) {
          if (MyOracle.class.getResource(file) != null
              || ClassLoader.getSystemResource(file.substring(1)) != null) return "found " + file;
        }
        return "nothing";""")).isEqualTo("nothing");
  }

  @Test
  void nothing_can_be_written_outside_of_a_small_folder() {
    assumeSandbox();
    assertThat(arena.ask("""
        for (String place : List.of("/", "/run/", "/run/files/", "/dev/", "/jdk/", "/proc/",
            "/etc/")) {
          try { java.nio.file.Files.writeString(java.nio.file.Path.of(place + "x"), "x");
            return "wrote " + place; } catch (java.io.IOException held) { }
        }
        return "held";""")).isEqualTo("held");
  }

  @Test
  void the_small_folder_stays_small() {
    assumeSandbox();
    assertThat(arena.ask("""
        int megabytes = 0;
        try { for (; megabytes < 100; megabytes++) java.nio.file.Files.write(
            java.nio.file.Path.of("/tmp/f" + megabytes), new byte[1 << 20]);
        } catch (java.io.IOException full) { }
        return megabytes < 20 ? "held" : "wrote " + megabytes;""")).isEqualTo("held");
  }

  @Test
  void no_network_is_there() throws IOException {
    assumeSandbox();
    try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(arena.ask("""
          try (var socket = new java.net.Socket()) {
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", %d), 500);
            return "connected";
          } catch (java.io.IOException held) { return "held"; }""".formatted(host.getLocalPort())))
          .isEqualTo("held");
    }
  }

  @Test
  void the_graders_socket_is_gone() {
    assertThat(arena.ask("""
        try (var channel = java.nio.channels.SocketChannel.open(
            java.net.StandardProtocolFamily.UNIX)) {
          channel.connect(java.net.UnixDomainSocketAddress.of("/run/socket/s"));
          return "connected";
        } catch (java.io.IOException held) { return "held"; }""")).isEqualTo("held");
  }

  @Test
  void only_its_own_processes_are_to_be_seen() {
    assumeSandbox();
    assertThat(arena.ask("return ProcessHandle.allProcesses().count() <= 3 ? \"held\" : \"seen\";"))
        .isEqualTo("held");
  }

  @Test
  void native_code_and_raw_memory_are_denied() {
    assertThat(arena.ask("""
        try {
          var linker = java.lang.foreign.Linker.nativeLinker();
          linker.downcallHandle(linker.defaultLookup().findOrThrow("getpid"),
              java.lang.foreign.FunctionDescriptor.of(java.lang.foreign.ValueLayout.JAVA_INT));
          return "called";
        } catch (IllegalCallerException held) { return "held"; }""")).isEqualTo("held");
    assertThat(arena.ask("""
        try {
          Class<?> type = Class.forName("sun.misc.Unsafe");
          var field = type.getDeclaredField("theUnsafe");
          field.setAccessible(true);
          type.getMethod("allocateMemory", long.class).invoke(field.get(null), 1024L);
          return "allocated";
        } catch (ReflectiveOperationException | RuntimeException held) { return "held"; }"""))
        .isEqualTo("held");
  }

  private static String reading(String file) {
    return """
        try { return "read:" + new String(java.nio.file.Files.readAllBytes(
            java.nio.file.Path.of("%s"))).strip(); }
        catch (java.io.IOException held) { return "refused"; }""".formatted(file);
  }
}
