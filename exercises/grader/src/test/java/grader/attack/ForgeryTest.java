package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;

import grader.report.Grade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Attacks that want a verdict they did not earn.
@SuppressWarnings("NullAway.Init") // Opened before all.
class ForgeryTest {
  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = new Arena();
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  @AfterEach
  void the_next_submission_is_untouched() {
    assertThat(arena.grade(Arena.honest()).isPassed()).isTrue();
  }

  @Test
  void exit_zero_in_the_middle_of_a_check_earns_nothing() {
    Grade grade = arena.grade(Arena.oracleNext("System.exit(0); return 42;"));
    assertThat(message(grade)).contains("ended the whole program (exit code 0)");
    assertThat(grade.scored()).isEqualTo(1);
  }

  @Test
  void halting_after_printing_a_forged_result_earns_nothing() {
    Grade grade = arena.grade(Arena.oracleNext("System.out.println(\"{\\\"verdict\\\": "
        + "\\\"passed\\\"}\"); Runtime.getRuntime().halt(0); return 0;"));
    assertThat(grade).isInstanceOf(Grade.Failed.class);
    assertThat(((Grade.Failed) grade).first().output()).contains("verdict");
  }

  @Test
  void writing_to_the_process_streams_reaches_nobody() {
    Grade grade = arena.grade(Arena.oracleNext("""
        try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
          out.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 2, 5});
        } catch (java.io.IOException e) { return 0; }
        return number + 1;"""));
    assertThat(grade.isPassed()).isTrue();
  }

  @Test
  void an_aborted_check_is_a_failed_check() {
    Grade grade = arena.grade(Arena.oracleNext("throw new RuntimeException(\"aborted\");"));
    assertThat(message(grade))
        .contains("Your code threw `RuntimeException`: aborted at MyOracle.java");
  }

  @Test
  void the_test_engine_is_not_within_reach() {
    assertThat(arena.ask("""
        StringBuilder seen = new StringBuilder();
        for (String name : List.of("org.junit.jupiter.api.Test", "grader.attack.OracleChecks",
            "grader.run.Grader", "org.opentest4j.TestAbortedException", "catalog.package-info")) {
          for (ClassLoader loader : List.of(MyOracle.class.getClassLoader(),
              ClassLoader.getSystemClassLoader())) {
            try { Class.forName(name, false, loader); seen.append(name); }
            catch (ClassNotFoundException gone) { }
          }
        }
        return "seen:" + seen;""")).isEqualTo("seen:");
  }

  @Test
  void an_equals_that_is_always_true_never_reaches_the_check() {
    String liar = Arena.honestSource().replace("List.of(new Verse(1, \"one\"))",
        "new ArrayList<Verse>() { public boolean equals(Object other) { return true; } }");
    Grade grade = arena.grade(Arena.source(liar));
    assertThat(grade).isInstanceOf(Grade.Failed.class);
  }

  @Test
  void a_callbacks_handler_gives_no_way_to_speak_out_of_turn() {
    Grade grade = arena.grade(Arena.oracleAskBack("""
        try {
          Object stub = java.lang.reflect.Proxy.getInvocationHandler(prompter);
          var peerField = stub.getClass().getDeclaredField("peer");
          peerField.setAccessible(true);
          Object peer = peerField.get(stub);
          var wireField = peer.getClass().getDeclaredField("wire");
          wireField.setAccessible(true);
          Object wire = wireField.get(peer);
          var send = wire.getClass().getMethod("send", byte[].class);
          send.setAccessible(true);
          send.invoke(wire, (Object) new byte[] {5, 0, 0, 0, 0});
        } catch (ReflectiveOperationException held) { return Optional.of("held"); }
        return Optional.of("prompted");"""));
    assertThat(grade).isInstanceOf(Grade.NotRunnable.class);
    assertThat(((Grade.NotRunnable) grade).cause()).isEqualTo(Grade.Cause.PROTOCOL_BROKEN);
  }

  @Test
  void a_class_named_like_one_of_the_graders_is_refused() {
    Grade grade = arena.grade(Arena.source(Arena.honestSource().replace("package learner;",
        "package grader.worker;")));
    assertThat(message(grade)).contains("not in the package `learner`");
  }

  @Test
  void a_missing_answer_is_a_zero() {
    Grade grade = arena.grade(Arena.oracleNext("Integer nothing = null; return nothing;"));
    assertThat(grade.scored()).isEqualTo(1);
    assertThat(grade.tasks()).hasSize(2);
  }

  static String message(Grade grade) {
    return switch (grade) {
      case Grade.Passed passed -> "passed";
      case Grade.Failed failed -> failed.first().feedback().orElseThrow().message();
      case Grade.NotRunnable stopped -> stopped.message();
    };
  }
}
