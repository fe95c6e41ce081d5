package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import kube.simulation.chaos.Chaos;

import org.junit.jupiter.api.Test;

/// Whatever befalls a cluster, its promises hold; `inside-out bench chaos` asks many more seeds.
class ChaosTest {

  private static final int SEEDS = 24;

  @Test
  void every_promise_holds_through_ten_minutes_of_trouble() {
    LongStream.rangeClosed(1, SEEDS).parallel().mapToObj(Chaos::run)
        .forEach(outcome -> assertThat(outcome.broken())
            .as(() -> "seed " + outcome.seed() + "\n" + outcome.timeline()).isEmpty());
  }

  @Test
  void the_same_seed_is_the_same_trouble() {
    assertThat(Chaos.run(42).digest()).isEqualTo(Chaos.run(42).digest());
  }
}
