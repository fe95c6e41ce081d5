package grader.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final List<Integer> HUNDRED = IntStream.rangeClosed(1, 100).boxed().toList();

  @Test
  void what_does_not_matter_is_left_out() {
    Shrinker<Integer> shrinker = new Shrinker<>(
        story -> story.containsAll(List.of(7, 70, 71)), 200);

    assertThat(shrinker.shrink(HUNDRED)).containsExactly(7, 70, 71);
    assertThat(shrinker.runs()).isLessThan(200);
  }

  @Test
  void a_story_that_fails_by_itself_becomes_empty() {
    assertThat(new Shrinker<Integer>(story -> true, 50).shrink(HUNDRED)).isEmpty();
  }

  @Test
  void after_the_last_run_the_shortest_so_far_has_to_do() {
    Shrinker<Integer> shrinker = new Shrinker<>(story -> story.contains(1), 3);

    assertThat(shrinker.shrink(HUNDRED)).hasSizeLessThan(100).contains(1);
    assertThat(shrinker.runs()).isEqualTo(3);
  }

  @Test
  void the_same_story_is_shortened_the_same_way() {
    List<Integer> once = new Shrinker<Integer>(story -> sum(story) > 500, 80).shrink(HUNDRED);
    List<Integer> again = new Shrinker<Integer>(story -> sum(story) > 500, 80).shrink(HUNDRED);

    assertThat(once).isEqualTo(again).hasSizeLessThan(20);
  }

  private static int sum(List<Integer> story) {
    return story.stream().mapToInt(Integer::intValue).sum();
  }
}
