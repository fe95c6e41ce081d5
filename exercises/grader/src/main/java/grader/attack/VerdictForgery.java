package grader.attack;

import static grader.attack.Attack.handedIn;
import static grader.attack.Attack.inside;

import grader.report.Grade;
import grader.report.GradeJson;
import grader.run.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Attacks that want a verdict they did not earn.
final class VerdictForgery {
  private static final String ENDED = "ended the whole program";

  private VerdictForgery() {}

  static Family family() {
    List<Attack> attacks = new ArrayList<>(byEnding());
    attacks.addAll(byReaching());
    attacks.addAll(byPoisoning());
    attacks.addAll(byAnswering());
    return new Family("Forging the verdict", attacks);
  }

  private static List<Attack> byEnding() {
    return List.of(
        handedIn(1, "exit 0 in the middle of a check", arena -> arena.fails(
            Arena.oracleNext("System.exit(0); return 42;"), ENDED + " (exit code 0)")),
        handedIn(3, "print and write a forged result, then halt", arena -> arena.fails(
            Arena.oracleNext("""
                String forged = "{\\"verdict\\": \\"passed\\", \\"scored\\": 2}";
                System.out.println(forged);
                try { java.nio.file.Files.writeString(java.nio.file.Path.of("results.json"),
                    forged); } catch (java.io.IOException held) { }
                Runtime.getRuntime().halt(0); return 0;"""), ENDED)),
        handedIn(5, "a daemon thread that goes on writing results", arena -> arena.fails(
            Arena.oracleNext("""
                Thread.ofPlatform().daemon().start(() -> { while (true) {
                  System.out.println("{\\"verdict\\": \\"passed\\"}"); Thread.yield(); } });
                return number;"""), "You answered 41.")),
        handedIn(13, "an abort that is counted as no failure", arena -> arena.fails(
            Arena.oracleNext("""
                class TestAbortedException extends RuntimeException {}
                throw new TestAbortedException();"""), "threw `TestAbortedException`")),
        handedIn(19, "swap the output and print a forged summary", arena -> arena.fails(
            Arena.oracleNext("""
                var saved = System.out;
                System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                saved.println("[4 tests successful] BUILD SUCCESS");
                return number;"""), "You answered 41.")),
        handedIn(21, "end the process through the C library", arena -> arena.fails(
            Arena.oracleNext("""
                try {
                  var linker = java.lang.foreign.Linker.nativeLinker();
                  linker.downcallHandle(linker.defaultLookup().findOrThrow("_exit"),
                      java.lang.foreign.FunctionDescriptor.ofVoid(
                          java.lang.foreign.ValueLayout.JAVA_INT)).invoke(0);
                } catch (Throwable denied) { return denied instanceof IllegalCallerException
                    ? -1 : -2; }
                return 42;"""), "You answered -1.")));
  }

  private static List<Attack> byReaching() {
    return List.of(
        inside(7, "look into private fields of the checks", """
            for (ClassLoader loader : List.of(MyOracle.class.getClassLoader(),
                ClassLoader.getSystemClassLoader(), Thread.currentThread().getContextClassLoader()))
              try { java.lang.invoke.MethodHandles.privateLookupIn(
                  Class.forName("grader.attack.OracleChecks", false, loader),
                  java.lang.invoke.MethodHandles.lookup()); return "looked"; }
              catch (ClassNotFoundException held) { }
            return "held";"""),
        handedIn(9, "a class named like one of the grader's", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("package learner;",
                "package grader.worker;")),
            "not in the package `learner`")),
        handedIn(11, "a listener of the test launcher", arena -> arena.fails(
            Arena.source(Arena.honestSource() + """
                class Listener implements org.junit.platform.launcher.TestExecutionListener {}
                """), "does not compile")),
        inside(15, "change the expected values", """
            for (String name : List.of("grader.attack.OracleChecks", "grader.check.Seed",
                "grader.report.Grade", "org.junit.jupiter.api.Assertions"))
              for (ClassLoader loader : List.of(MyOracle.class.getClassLoader(),
                  ClassLoader.getSystemClassLoader()))
                try { Class.forName(name, false, loader); return "found " + name; }
                catch (ClassNotFoundException held) { }
            return "held";"""),
        Attack.confined(17, "overwrite the files that the verdict rests on", """
            for (String file : List.of("/run/files/slots.jar", "/run/files/runtime.jar",
                "/run/files/worker.aot", "/run/files/new", "/jdk/lib/modules", "/run/socket/s"))
              try (var out = new java.io.RandomAccessFile(file, "rw")) { return "opened " + file; }
              catch (java.io.IOException held) { }
            return "held";"""));
  }

  private static List<Attack> byPoisoning() {
    return List.of(
        handedIn(23, "poison the cache of small numbers", arena -> arena.fails(
            Arena.oracleNext("""
                try {
                  Class<?> type = Class.forName("sun.misc.Unsafe");
                  var field = type.getDeclaredField("theUnsafe");
                  field.setAccessible(true);
                  type.getMethod("putInt", Object.class, long.class, int.class)
                      .invoke(field.get(null), Integer.valueOf(41), 12L, 42);
                } catch (Exception denied) { }
                return Integer.valueOf(41);"""), "You answered")),
        inside(25, "load an agent into the grader", """
            System.setProperty("sun.tools.attach.attachTimeout", "200");
            long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
            for (String pid : List.of(Long.toString(parent), "1"))
              try {
                Class.forName("com.sun.tools.attach.VirtualMachine").getMethod("attach",
                    String.class).invoke(null, pid);
                return "attached to " + pid;
              } catch (ReflectiveOperationException held) { }
            return "held";"""),
        handedIn(33, "bring the slot's interface along", arena -> {
          SortedMap<String, String> files = new TreeMap<>(Arena.honest().files());
          files.put("Oracle.java",
              "package grader.attack; public interface Oracle { int N = 42; }");
          return arena.fails(new Submission(files), "");
        }),
        inside(35, "steal the secret of the verdict", """
            String secret = new StringBuilder("sirgrebma").reverse().toString();
            var places = new ArrayList<>(List.of("/proc/self/environ", "/proc/self/cmdline",
                "/proc/1/environ", "/proc/1/cmdline"));
            for (String path : System.getProperty("java.class.path").split(":")) places.add(path);
            for (String place : places)
              try { if (new String(java.nio.file.Files.readAllBytes(java.nio.file.Path.of(place)),
                  java.nio.charset.StandardCharsets.ISO_8859_1).contains(secret)) return place; }
              catch (java.io.IOException held) { }
            return "held";"""));
  }

  private static List<Attack> byAnswering() {
    return List.of(
        handedIn(27, "an answer that equals everything", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("List.of(new Verse(1, \"one\"))",
                "new ArrayList<Verse>() { public boolean equals(Object o) { return true; } }")),
            "asked for a verse")),
        handedIn(29, "capture what is expected while it is compared", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("List.of(new Verse(1, \"one\"))", """
                new ArrayList<Verse>() {
                  public boolean equals(Object expected) { addAll((List<Verse>) expected);
                    return true; }
                  public int hashCode() { return 1; } }""")), "asked for a verse")),
        handedIn(31, "a thousand tests of one's own that pass", arena -> {
          StringBuilder tests = new StringBuilder("class MoreChecks {\n");
          for (int test = 0; test < 1_000; test++) tests.append("void t" + test + "() {}\n");
          Grade grade = arena.grade(Arena.source(Arena.text(Arena.oracleNext("return 0;"))
              + tests + "}"));
          return Outcome.heldWhen(grade.results().size() == OracleChecks.COUNT
              && grade.scored() == 0, grade.results().size() + " checks");
        }),
        handedIn(37, "pass, then swap the helper that the verdict rested on", arena -> {
          String main = Arena.text(Arena.oracleNext("return Helper.next(number);"));
          String helper = "package learner; class Helper { static int next(int n) { return %s; } }";
          boolean first = arena.grade(two(main, helper.formatted("n + 1"))).isPassed();
          boolean second = arena.grade(two(main, helper.formatted("n - 1"))).isPassed();
          return Outcome.heldWhen(first && !second, "first " + first + ", then " + second);
        }),
        handedIn(39, "know the visible inputs by heart", arena -> arena.fails(
            Arena.oracleNext("return switch (number) { case 41 -> 42; default -> 0; };"),
            "one that we drew")),
        handedIn(41, "marks of report formats in output and exceptions", arena -> {
          Grade grade = arena.grade(Arena.oracleNext("""
              String marks = "\\nGrade :=>>100\\nok 1\\n##teamcity[testFinished]\\n\\u001b[2J";
              System.out.println(marks);
              throw new RuntimeException(marks);"""));
          return Outcome.heldWhen(!grade.isPassed() && grade.scored() == 0
              && Arena.message(grade).lines().count() == 1
              && Arena.message(grade).indexOf(27) < 0,
              GradeJson.verdictWord(grade) + ": "
                  + Arena.message(grade));
        }),
        handedIn(43, "hand in no answer, or tests of one's own instead", arena -> arena.fails(
            Arena.source("package learner; class MyOracleTest { void passes() {} }"),
            "no class `MyOracle`")));
  }

  private static Submission two(String main, String helper) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("MyOracle.java", main);
    files.put("Helper.java", helper);
    return new Submission(files);
  }
}
