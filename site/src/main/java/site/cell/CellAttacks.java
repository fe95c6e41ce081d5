package site.cell;

import grader.attack.Attack;
import grader.attack.Family;
import grader.attack.Outcome;
import java.util.List;
import java.util.Optional;
import site.cell.worker.Report;

/// Cells that want out of their process, or want it to be of no use to anybody any more.
public final class CellAttacks {
  private static final String SANDBOX = "runs in a sandbox";

  private CellAttacks() {}

  public static Family family() {
    return new Family("The cells", List.of(
        attack(240, "a cell that reads files, opens sockets and starts programs", true,
            List.of(new Attempt("java.nio.file.Files.readString(java.nio.file.Path.of("
                + "\"/etc/passwd\"))", SANDBOX),
                new Attempt("new java.net.Socket(\"127.0.0.1\", 22)", SANDBOX),
                new Attempt("new ProcessBuilder(\"/jdk/bin/java\").start()", SANDBOX))),
        attack(241, "a cell that floods, recurses, wants all memory, and ends its process", false,
            List.of(new Attempt("for (int i = 0; i < 100_000; i++) IO.println(\"flood \" + i);",
                "[cut here"),
                new Attempt("int down(int level) { return down(level + 1); }\ndown(1)",
                    "StackOverflowError"),
                new Attempt("var all = new ArrayList<byte[]>(); "
                    + "while (true) all.add(new byte[1 << 24]);", "MB of memory"),
                new Attempt("System.exit(0)", "ended its own process")))));
  }

  /// @param answer what the reader is told then
  private record Attempt(String code, String answer) {}

  /// Held when each attempt gets its answer, in one shell as long as it lives. The shells have a
  /// sandbox of their own, whatever the arena has.
  private static Attack attack(int number, String title, boolean needsSandbox,
      List<Attempt> attempts) {
    return new Attack(number, title, false, Optional.empty(), arena -> {
      try (Cells cells = new Cells(1)) {
        if (needsSandbox && !cells.isolation().leavesOpen().isEmpty()) {
          return new Outcome.NotConfined(cells.isolation().sentence());
        }
        for (Attempt attempt : attempts) {
          String told = told(cells, attempt.code());
          if (!told.contains(attempt.answer())) {
            return new Outcome.Broken(attempt.code() + " gave " + told);
          }
        }
        return new Outcome.Held(attempts.size() + " attempts");
      }
    });
  }

  private static String told(Cells cells, String code) {
    StringBuilder told = new StringBuilder();
    try {
      CellSession shell = cells.open(new Cells.Place("attacker", "lesson/attack"),
          List.of("import java.util.*;"), Optional.empty());
      Report.Ran ran = shell.run("a", code, told::append);
      ran.troubles().forEach(trouble -> told.append(trouble.message()));
      return told + ran.value();
    } catch (CellTrouble contained) {
      return told + String.valueOf(contained.getMessage());
    }
  }
}
