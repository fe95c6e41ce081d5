package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The store against an oracle that cannot be clever.
class RandomStoreTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void twenty_thousand_random_operations_agree_with_the_photographs(long seed) {
    StoreScript ours = new StoreScript(seed, new MultiVersionStore());
    StoreScript oracle = new StoreScript(seed, new PhotographStore());
    for (int step = 0; step < 20_000; step++) {
      assertThat(ours.step()).as("seed %d, step %d", seed, step).isEqualTo(oracle.step());
    }
  }

  @Test
  void a_thousand_seeds_each_tell_the_same_story_twice_and_a_different_one_from_the_next() {
    List<String> previous = List.of();
    for (long seed = 0; seed < 1_000; seed++) {
      List<String> story = storyOf(seed);
      assertThat(storyOf(seed)).as("seed %d", seed).isEqualTo(story);
      assertThat(story).as("seed %d", seed).isNotEqualTo(previous);
      previous = story;
    }
  }

  private static List<String> storyOf(long seed) {
    StoreScript script = new StoreScript(seed, new MultiVersionStore());
    List<String> story = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      story.add(script.step());
    }
    return story;
  }
}
