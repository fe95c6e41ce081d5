package catalog.etcd.a_store_that_remembers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.RevisionStore;
import kube.foundation.machine.Randomness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge is judged: the reference store agrees with the oracle, and a slip is told in few
/// words.
class RandomLifeTest {

  private static RevisionStore storeWithASlip() {
    return new StoreWithASlip(new MultiVersionStore());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_reference_store_agrees_with_the_oracle(long seed) {
    List<Question> life = new RandomLife(new Randomness(seed)).draw(20_000);
    assertThat(RandomLife.firstDifference(life, new MultiVersionStore())).as("seed %d", seed)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_shortest_story_of_a_slip_has_at_most_ten_questions(long seed) {
    List<Question> life = new RandomLife(new Randomness(seed)).draw(20_000);
    List<Question> story = ShortestStory.of(life, RandomLifeTest::storeWithASlip);
    assertThat(story).as("seed %d", seed).hasSizeLessThanOrEqualTo(10);
    assertThat(RandomLife.firstDifference(story, storeWithASlip())).get()
        .returns(story.size() - 1, RandomLife.Difference::index);
  }
}
