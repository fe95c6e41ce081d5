package grader.trace;

import static org.assertj.core.api.Assertions.assertThat;

import grader.trace.Exploration.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplorationTest {

  /// Words of letters; the same letter never comes twice in a row, and `bad` ends the world.
  private static final class Word implements World<String> {
    private final String bad;
    private String word = "";

    Word(String bad) {
      this.bad = bad;
    }

    @Override
    public boolean make(String letter) {
      if (word.endsWith(letter)) return false;
      word += letter;
      return true;
    }

    @Override
    public Optional<String> complaint() {
      return word.equals(bad) ? Optional.of("bad") : Optional.empty();
    }
  }

  @Test
  void every_order_that_is_possible_is_told_once() {
    Exploration.Outcome<String> outcome = explore("none", 8);

    assertThat(outcome.told()).isEqualTo(3 * 128);
    assertThat(outcome.sentence()).isEqualTo("correct in all 384 interleavings");
  }

  @Test
  void the_first_order_that_fails_ends_it() {
    Exploration.Outcome<String> outcome = explore("aca", 3);

    assertThat(outcome.failing()).contains(List.of("a", "c", "a"));
    assertThat(outcome.sentence()).isEqualTo("wrong in interleaving 3");
  }

  private static Exploration.Outcome<String> explore(String bad, int depth) {
    return new Exploration<>(List.of("a", "b", "c"), depth, () -> new Word(bad)).explore();
  }
}
