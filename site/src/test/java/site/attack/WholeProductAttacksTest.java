package site.attack;

import static org.assertj.core.api.Assertions.assertThat;

import grader.attack.Arena;
import grader.attack.Attack;
import grader.attack.AttackSuite;
import grader.attack.Outcome;
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
import site.cell.CellAttacks;

/// Every attack on the course and the site is held, and has a number of its own.
@SuppressWarnings("NullAway.Init") // Opened before all.
class WholeProductAttacksTest {
  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = Arena.openWithoutSandbox(List.of());
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  static Stream<Named<Attack>> attacks() {
    return Stream.of(ClusterAttacks.family(), SiteAttacks.family(), CellAttacks.family())
        .flatMap(family -> family.attacks().stream())
        .map(attack -> Named.of(attack.number() + " " + attack.title(), attack));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void is_held(Attack attack) {
    assertThat(AttackSuite.make(attack, arena)).isNotInstanceOf(Outcome.Broken.class);
  }

  @Test
  void no_number_is_given_twice() {
    Set<Integer> numbers = new HashSet<>();
    Stream.concat(AttackSuite.attacks().stream(), attacks().map(Named::getPayload))
        .forEach(attack -> assertThat(numbers.add(attack.number()))
            .as("number " + attack.number()).isTrue());
  }
}
