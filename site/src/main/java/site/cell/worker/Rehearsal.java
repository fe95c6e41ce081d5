package site.cell.worker;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Made-up cells, run in a shell that nobody sees, until somebody wants the real one: then its
/// compiler is warm and the engine's classes are loaded.
final class Rehearsal {
  private static final List<String> FIRST = List.of("import java.util.*;",
      "import java.time.*;", "import kube.*;", "import kube.foundation.api.*;",
      "var cluster = Cluster.simulated(1);", "cluster.settle();");
  private static final List<String> AGAIN = List.of(
      "List<Pod> pods() { "
          + "return cluster.client(\"user\").list(Kinds.POD, \"default\").orThrow(); }",
      "for (Pod pod : pods()) IO.println(pod);", "cluster.now()", "int lamps = 3; lamps + 1",
      "var names = new TreeMap<String, Integer>(); names.put(\"a\", 1); names",
      "record Lamp(String room, boolean isLit) {}", "new Lamp(\"hall\", true)", "missing + 1",
      "List.of(1, 2).get(7)", "String.format(\"%d of %s\", 1, \"x\")");
  private static final List<String> HALVES = List.of("cluster.", "cluster.set", "List.o", "na",
      "new Clu");

  /// After so many, a further one makes nothing quicker.
  static final int ROUNDS = 12;

  private Rehearsal() {}

  /// Plays until it has done enough, or until somebody waits.
  static void play(int rounds, BooleanSupplier isWanted) {
    CellShell shell = new CellShell(new Printed());
    for (String line : FIRST) {
      if (isWanted.getAsBoolean()) return;
      shell.run("warm", line);
    }
    for (int round = 0; round < rounds; round++) {
      for (String line : AGAIN) {
        if (isWanted.getAsBoolean()) return;
        shell.run("warm", line);
      }
      for (String half : HALVES) {
        if (isWanted.getAsBoolean()) return;
        shell.complete(half, half.length());
      }
      if (round == 0) shell.describe("List.of(", 8);
    }
  }
}
