package site.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kube.Cluster;
import kube.foundation.api.Request;
import kube.foundation.client.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import site.cell.worker.Report;

/// Shells in real confined processes: what a reader may type, by mistake or not.
class CellsTest {
  private static final List<String> IMPORTS = List.of("import java.util.*;",
      "import java.time.*;");
  private static Cells cells;
  private static final Cells.Place SHARED = new Cells.Place("everybody", "lesson/test");
  private static int pages;

  private final List<String> printed = new ArrayList<>();

  @BeforeAll
  static void start() {
    cells = new Cells(3);
    cells.warm();
  }

  @AfterAll
  static void stop() {
    cells.close();
  }

  private static CellSession shell() {
    return cells.open(new Cells.Place("learner" + ++pages, "lesson/test"), IMPORTS,
        Optional.empty());
  }

  /// The shell that tests share which leave it alive.
  private static CellSession shared() {
    return cells.open(SHARED, IMPORTS, Optional.empty());
  }

  private Report.Ran run(CellSession shell, String code) {
    return shell.run("a", code, printed::add);
  }

  private String output() {
    return String.join("", printed);
  }

  @Test
  void a_cell_keeps_what_it_declares_for_the_next_one() {
    CellSession shell = shared();
    assertThat(run(shell, """
        import kube.Cluster;
        var cluster = Cluster.simulated(1);
        cluster.settle();
        IO.println("nodes are up");
        """).troubles()).isEmpty();
    assertThat(run(shell, "cluster.log().lastSequence() > 10").value()).isEqualTo("true");
    assertThat(output()).isEqualTo("nodes are up\n");
    assertThat(shell.complete("cluster.sett", 12).suggestions()).contains("settle()");
    assertThat(shell.describe("List.of(", 8).pages().getFirst().signature())
        .contains("List<E>");
  }

  @Test
  void a_mistake_is_shown_at_its_place_and_an_exception_in_the_readers_own_lines() {
    CellSession shell = shared();
    String wrong = "int lamps = 3;\nint lit = lamps + missing;";
    Report.Trouble trouble = run(shell, wrong).troubles().getFirst();
    assertThat(trouble.message()).contains("cannot find symbol");
    assertThat(wrong.substring(trouble.from(), trouble.to())).isEqualTo("missing");
    assertThat(run(shell, "lamps").value()).isEqualTo("3");

    run(shell, "\n\nint third(List<Integer> of) {\n  return of.get(3);\n}");
    trouble = shell.run("b", "int ok = 1;\nthird(List.of(1));", printed::add).troubles()
        .getFirst();
    assertThat(trouble.message()).startsWith("IndexOutOfBoundsException: ");
    assertThat(trouble.trail()).containsExactly(new Report.Step("a", 4, "third"),
        new Report.Step("b", 2, ""));
    assertThat(run(shell, "for (int i = 0;").troubles().getFirst().kind())
        .isEqualTo("unfinished");
  }

  @Test
  void a_runaway_is_stopped_and_the_shell_lives_on() {
    try (CellSession shell = shell()) {
      run(shell, "long kept = 7;");
      CompletableFuture<Report.Ran> runaway = CompletableFuture.supplyAsync(() -> shell.run("a",
          "while (true) { if (kept++ == 8) IO.println(\"off\"); }", text -> shell.stop()));
      assertThat(runaway.join().troubles().getFirst().kind()).isEqualTo("stopped");
      assertThat(run(shell, "kept > 7").value()).isEqualTo("true");
    }
  }

  @Test
  void what_cannot_be_stopped_is_ended_and_says_that_its_state_is_gone() {
    try (CellSession shell = shell()) {
      assertThatThrownBy(() -> shell.run("a", """
          IO.println("off");
          var all = java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum();
          """, text -> shell.stop())).isInstanceOf(CellTrouble.class)
          .hasMessageContaining("could not be stopped").hasMessageContaining("is gone");
    }
  }

  @Test
  void a_flood_is_cut_with_a_line_that_says_so() {
    CellSession shell = shared();
    Report.Ran ran = run(shell,
        "for (int i = 0; i < 100_000; i++) IO.println(\"forged line of a log \" + i);");
    assertThat(ran.troubles()).isEmpty();
    assertThat(output()).endsWith("[cut here: a cell shows its first 64 KB of output]\n")
        .hasSizeLessThan(66_000);
  }

  @Test
  void a_labs_cells_ask_the_cluster_outside_as_any_client() {
    Cluster cluster = Cluster.simulated(1);
    cluster.settle();
    Transport outside = cluster.transport();
    List<String> lines = new ArrayList<>(IMPORTS);
    lines.addAll(List.of("import kube.foundation.api.*;",
        "var cluster = site.cell.worker.LabCluster.here();"));
    try (CellSession shell = cells.open(new Cells.Place("somebody", "lab/one"), lines,
        Optional.of(outside))) {
      assertThat(run(shell, """
          for (Node node : cluster.client("ann").list(Kinds.NODE, "").orThrow())
            IO.println(node.metadata().name());
          cluster.transport().send(Request.of("POST", "/api/v1/namespaces", "ann").withBody(
              "application/json", "{\\"metadata\\": {\\"name\\": \\"shop\\"}}".getBytes()));
          """).troubles()).isEmpty();
      assertThat(output()).isEqualTo("node-a\nnode-b\nnode-c\n");
      assertThat(outside.send(Request.of("GET", "/api/v1/namespaces/shop", "test")))
          .hasFieldOrPropertyWithValue("code", 200);
      assertThat(run(shell, "cluster.get(\"/api/v1/nodes?watch=true\")").troubles()).isEmpty();
    }
  }

  @Test
  void one_shell_too_many_waits_for_room_and_an_idle_one_says_goodbye() {
    try (Cells one = new Cells(1)) {
      Cells.Place ann = new Cells.Place("ann", "lesson/one");
      Cells.Place ben = new Cells.Place("ben", "lesson/one");
      CellSession first = one.open(ann, IMPORTS, Optional.empty());
      assertThatThrownBy(() -> one.open(ben, IMPORTS, Optional.empty()))
          .hasMessageContaining("1 shells run already");
      one.closeIdle(Duration.ZERO);
      assertThat(first.lost()).isPresent();
      assertThat(one.find(ann)).isEmpty();
      assertThat(one.farewell(ann).orElseThrow()).contains("Nothing had run here");
      assertThat(one.open(ben, IMPORTS, Optional.empty()).lost()).isEmpty();
    }
  }

  /// What came of it, in one line.
  private String attempt(CellSession shell, String code) {
    printed.clear();
    try {
      Report.Ran ran = run(shell, code);
      return ran.troubles().isEmpty()
          ? output() + ran.value()
          : ran.troubles().getFirst().message();
    } catch (CellTrouble contained) {
      return "ended: " + contained.getMessage();
    }
  }

  @Test
  void hostile_cells_reach_nothing_and_are_told_why() {
    assumeTrue(cells.isolation().leavesOpen().isEmpty(), cells.isolation().sentence());
    CellSession shell = shared();
    for (String code : List.of("new java.net.Socket(\"127.0.0.1\", 22)",
        "java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\"))",
        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"/run/x\"), \"x\")",
        "new ProcessBuilder(\"/jdk/bin/java\").start()")) {
      assertThat(attempt(shell, code)).contains("runs in a sandbox");
    }
    assertThat(attempt(shell, "Arrays.toString(new java.io.File(\"/\").list())"))
        .doesNotContain("home").doesNotContain("root");
    assertThat(attempt(shell, "System.getenv().keySet()")).doesNotContain("HOME");
  }

  @Test
  void a_shell_outlives_deep_code_and_deep_recursion() {
    CellSession shell = shared();
    assertThat(attempt(shell, "int down(int level) { return down(level + 1); }\ndown(1)"))
        .startsWith("StackOverflowError");
    assertThat(attempt(shell, "1" + "+(1".repeat(2_000) + ")".repeat(2_000)))
        .isEqualTo("2001");
  }

  @Test
  void whoever_ends_or_fills_the_process_is_told_that_its_state_is_gone() {
    try (CellSession shell = shell()) {
      assertThat(attempt(shell, "System.exit(0)"))
          .contains("ended its own process, with exit code 0").contains("is gone");
    }
    try (CellSession shell = shell()) {
      assertThat(attempt(shell,
          "var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 24]);"))
          .contains("wanted more than 256 MB of memory").contains("is gone");
    }
  }
}
