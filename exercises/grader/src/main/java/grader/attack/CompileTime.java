package grader.attack;

import static grader.attack.Attack.handedIn;
import static grader.attack.Attack.inside;

import grader.report.Grade;
import grader.run.Intake;
import grader.run.Submission;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Attacks on the compiler, and by way of it. After each, an honest submission still compiles.
final class CompileTime {
  private static final String PROCESSOR = """
      @javax.annotation.processing.SupportedAnnotationTypes("*")
      class Processor extends javax.annotation.processing.AbstractProcessor {
        static { System.exit(0); }
        public boolean process(Set<? extends javax.lang.model.element.TypeElement> types,
            javax.annotation.processing.RoundEnvironment round) { return true; }
      }
      """;

  private CompileTime() {}

  static Family family() {
    return new Family("Compile time", List.of(
        handedIn(91, "options of the compiler in a file's name", arena -> refused(
            Map.of("x -J-javaagent:e.jar .java", "class X {}"), "no name for a Java file")),
        inside(93, "options in the environment", """
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getRuntimeMXBean").invoke(null);
            String flags = String.valueOf(Class.forName("java.lang.management.RuntimeMXBean")
                .getMethod("getInputArguments").invoke(bean));
            return flags.contains("agent") || System.getenv("JDK_JAVA_OPTIONS") != null
                ? flags : "held";"""),
        handedIn(95, "constants that double", arena -> stopped(arena,
            "package learner; class MyOracle { static final String S0 = \"0123456789abcdef\";"
                + IntStream.range(1, 30).mapToObj(
                    number -> "static final String S%1$d = S%2$d + S%2$d;".formatted(number,
                        number - 1))
                    .collect(Collectors.joining())
                + "}")),
        handedIn(97, "an expression twenty thousand deep", arena -> stopped(arena,
            "package learner; class MyOracle { int x = " + "(".repeat(20_000) + "1"
                + ")".repeat(20_000) + "; }")),
        handedIn(99, "a method too large for a class file", arena -> stopped(arena,
            "package learner; class MyOracle { void much(int x) { "
                + "x += 100000;".repeat(20_000) + " } }")),
        handedIn(101, "a file that makes it a module", arena -> refused(
            Map.of("module-info.java", "module learner {}"), "no name for a Java file")),
        handedIn(103, "text that reads differently from what it does", arena -> {
          Outcome reversed = refused(Map.of("A.java", "class A { // \u202E }\n"), "U+202E");
          return reversed instanceof Outcome.Held
              ? refused(Map.of("A.java", "class A { int c\u0430t; }"), "look like")
              : reversed;
        }),
        inside(105, "classes made of bytes that no compiler saw", """
            byte[] bytes = java.lang.classfile.ClassFile.of().build(
                java.lang.constant.ClassDesc.of("learner.Made"), builder -> { });
            Class<?> made = java.lang.invoke.MethodHandles.lookup().defineClass(bytes);
            for (String name : List.of("grader.run.Grader", "kube.Cluster"))
              try { Class.forName(name, false, made.getClassLoader()); return "found " + name; }
              catch (ClassNotFoundException held) { }
            return "held";"""),
        handedIn(107, "code that runs while it is compiled", arena -> {
          Outcome compiled = arena.passes(Arena.source(Arena.honestSource() + PROCESSOR));
          return compiled instanceof Outcome.Held ? arena.passes(Arena.honest()) : compiled;
        })));
  }

  /// Holds when the compiler gives up on it with words, and is there for the next one.
  private static Outcome stopped(Arena arena, String source) {
    Grade grade = arena.grade(Arena.source(source));
    boolean isStopped = grade instanceof Grade.NotRunnable stop
        && stop.cause() == Grade.Cause.DOES_NOT_COMPILE;
    return Outcome.heldWhen(isStopped && arena.grade(Arena.honest()).isPassed(),
        Arena.message(grade));
  }

  private static Outcome refused(Map<String, String> files, String words) {
    return switch (Submission.of(files)) {
      case Intake.Accepted accepted -> new Outcome.Broken("taken in");
      case Intake.Rejected rejected ->
        Outcome.heldWhen(rejected.message().contains(words), rejected.message());
    };
  }
}
