package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;

import grader.report.Grade;
import grader.report.Isolation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every attack, and that each comes to nothing.
@SuppressWarnings("NullAway.Init") // Opened before all.
class AttackSuiteTest {
  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = Arena.open(AttackSuite.attacks());
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  static Stream<Named<Attack>> attacks() {
    return AttackSuite.attacks().stream()
        .map(attack -> Named.of(attack.number() + " " + attack.title(), attack));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void is_held(Attack attack) {
    Outcome outcome = AttackSuite.make(attack, arena);
    assertThat(outcome).isNotInstanceOf(Outcome.Broken.class);
    if (outcome instanceof Outcome.NotConfined) {
      assertThat(arena.isolation().level()).isNotEqualTo(Isolation.Level.FULL);
      assertThat(arena.isolation().sentence()).contains("open: ");
    }
  }

  @Test
  void every_attack_has_a_number_of_its_own() {
    Set<Integer> numbers = new HashSet<>();
    for (Attack attack : AttackSuite.attacks()) {
      assertThat(numbers.add(attack.number())).as("number " + attack.number()).isTrue();
    }
  }

  @Test
  void an_honest_submission_between_two_attacks_is_untouched() {
    Grade before = arena.grade(Arena.honest());
    arena.grade(Arena.oracleNext("while (true) Thread.onSpinWait();"));
    Grade after = arena.grade(Arena.honest());
    assertThat(List.of(before.isPassed(), after.isPassed())).containsOnly(true);
    assertThat(after.provenance()).isEqualTo(before.provenance());
  }

  @Test
  void without_a_sandbox_every_verdict_says_what_is_not_confined() {
    try (Arena plain = Arena.openWithoutSandbox(AttackSuite.attacks())) {
      assertThat(plain.isolation().level()).isEqualTo(Isolation.Level.PROCESS);
      assertThat(plain.isolation().leavesOpen()).contains("files of this user", "network",
          "other processes of this user", "system calls");
      assertThat(plain.grade(Arena.honest()).isPassed()).isTrue();
      for (int number : List.of(1, 7, 21, 69, 41)) {
        Attack attack = AttackSuite.attacks().stream().filter(each -> each.number() == number)
            .findFirst().orElseThrow();
        assertThat(AttackSuite.make(attack, plain)).isInstanceOf(Outcome.Held.class);
      }
    }
  }
}
