package grader.attack;

import static grader.attack.Attack.confined;
import static grader.attack.Attack.confinedHandIn;
import static grader.attack.Attack.handedIn;

import grader.format.Format;
import grader.format.SavedVerdict;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.run.Intake;
import grader.run.Submission;
import grader.sandbox.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Attacks on those who come after: readers of reports, teachers, other learners.
final class Afterwards {
  private static final String MARKUP = "<script>alert(1)</script>]]>&\\\"'";

  /// Ends, floods and searches whatever it can reach, and goes on when it is stopped.
  private static final String AGAINST_OTHERS = """
      ProcessHandle.allProcesses().filter(each -> each.pid() != ProcessHandle.current().pid())
          .forEach(ProcessHandle::destroyForcibly);
      for (String place : List.of("/tmp", "/run/socket", "/run/files", "/work", "/home", "/"))
        try (var files = java.nio.file.Files.walk(java.nio.file.Path.of(place), 3)) {
          files.forEach(file -> { try { java.nio.file.Files.delete(file); }
            catch (java.io.IOException held) { } });
        } catch (java.io.IOException | java.io.UncheckedIOException held) { }
      for (int thread = 0; thread < 8; thread++)
        Thread.ofPlatform().daemon().start(() -> { while (true) Thread.onSpinWait(); });
      try (var out = new java.io.FileOutputStream("/tmp/full")) {
        for (int written = 0; written < 64; written++) out.write(new byte[1 << 20]);
      } catch (java.io.IOException held) { }
      return -1;""";

  private Afterwards() {}

  static Family family() {
    return new Family("Readers, teachers and neighbours", List.of(
        confined(61, "find hidden checks or solutions in what a worker is given", """
            for (String path : System.getProperty("java.class.path").split(":"))
              try (var jar = new java.util.zip.ZipFile(path)) {
                for (var names = jar.entries(); names.hasMoreElements();) {
                  String name = names.nextElement().getName().toLowerCase();
                  if (name.contains("check") && !name.startsWith("grader/sandbox")
                      || name.contains("solution")) return name;
                }
              }
            return "held";"""),
        handedIn(115, "numbers and nestings that blow up a saved verdict", arena -> savedBombs()),
        handedIn(117, "markup in messages and output of a report", arena -> markup(arena)),
        handedIn(121, "lines that look like a log, and names that a logger would look up",
            arena -> {
              Grade grade = arena.grade(Arena.oracleNext("throw new RuntimeException("
                  + "\"x\\r\\n2026-01-01 INFO passed ${jndi:ldap://127.0.0.1/a}\");"));
              String message = Arena.message(grade);
              return Outcome.heldWhen(!grade.isPassed() && message.lines().count() == 1
                  && message.contains("${jndi:"), message);
            }),
        handedIn(131, "settings that run when a teacher opens the folder", arena -> ideFolders()),
        confinedHandIn(223, "two learners who attack each other and the honest ones beside them",
            Afterwards::neighbours)));
  }

  private static Outcome savedBombs() {
    String verdict = "{\"files\": {}, \"provenance\": {\"seed\": %s}}";
    for (String bomb : List.of(verdict.formatted("1e999999999"),
        verdict.formatted("9".repeat(100_000)), "[".repeat(100_000),
        verdict.formatted("{\"a\":".repeat(50_000)), "{\"" + "k".repeat(100_000) + "\": 1}")) {
      try {
        SavedVerdict read = SavedVerdict.read(bomb);
        return new Outcome.Broken("read as seed " + read.seed());
      } catch (SavedVerdict.NotSaved refused) {
        String words = String.valueOf(refused.getMessage());
        if (words.length() > 2_000) {
          return new Outcome.Broken("a refusal of " + words.length() + " letters");
        }
      }
    }
    return new Outcome.Held("refused");
  }

  private static Outcome markup(Arena arena) {
    Grade grade = arena.grade(Arena.oracleNext("System.out.println(\"" + MARKUP + "\"); "
        + "throw new RuntimeException(\"" + MARKUP + "\");"));
    for (Format format : List.of(Format.JUNIT, Format.OPEN_TEST_REPORTING)) {
      String report = arena.written(format, grade);
      if (report.contains("<script") || report.contains("]]>")) {
        return new Outcome.Broken(format + " holds markup of the learner's");
      }
    }
    return Outcome.heldWhen(!grade.isPassed(), Arena.message(grade));
  }

  private static Outcome ideFolders() throws IOException {
    Path folder = Folders.room();
    try {
      for (String name : List.of(".vscode/tasks.json", ".idea/workspace.xml", "build.gradle",
          "settings.gradle.kts", "pom.xml", ".git/hooks/post-checkout", ".mvn/jvm.config")) {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "run me");
      }
      Files.writeString(folder.resolve("MyOracle.java"), Arena.honestSource());
      return switch (Submission.read(folder)) {
        case Intake.Accepted accepted -> Outcome.heldWhen(
            accepted.submission().files().keySet().equals(Set.of("MyOracle.java")),
            accepted.submission().files().keySet().toString());
        case Intake.Rejected rejected -> new Outcome.Broken(rejected.message());
      };
    } finally {
      Folders.delete(folder);
    }
  }

  private static Outcome neighbours(Arena arena) {
    String alone = GradeJson.verdict(arena.grade(Arena.honest()));
    List<Callable<String>> together = new ArrayList<>();
    for (int pair = 0; pair < 2; pair++) {
      together.add(() -> GradeJson.verdict(arena.grade(Arena.oracleNext(AGAINST_OTHERS))));
      together.add(() -> GradeJson.verdict(arena.grade(Arena.honest())));
    }
    try (ExecutorService learners = Executors.newFixedThreadPool(together.size())) {
      List<Future<String>> verdicts = learners.invokeAll(together);
      for (int index = 1; index < verdicts.size(); index += 2) {
        if (!verdicts.get(index).get().equals(alone)) {
          return new Outcome.Broken("an honest verdict changed: " + verdicts.get(index).get());
        }
      }
      return new Outcome.Held("the honest verdicts are what they were");
    } catch (ExecutionException problem) {
      return new Outcome.Broken(String.valueOf(problem.getCause()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Outcome.Broken("interrupted");
    }
  }
}
