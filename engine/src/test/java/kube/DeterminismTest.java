package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import kube.foundation.machine.Faults;
import org.junit.jupiter.api.Test;

/// The same seed is the same run, byte for byte; another seed is another run.
class DeterminismTest {

  private static final int SEEDS = 1_000;

  @Test
  void a_thousand_seeds_of_a_failing_node_and_lost_watch_events_replay_exactly() {
    Map<String, Long> seedOfDigest = new ConcurrentHashMap<>();
    LongStream.range(0, SEEDS).parallel().forEach(seed -> {
      String digest = run(seed);

      assertThat(run(seed)).as("seed %d, run twice", seed).isEqualTo(digest);
      assertThat(seedOfDigest.put(digest, seed)).as("another seed with the log of seed %d", seed)
          .isNull();
    });
    assertThat(seedOfDigest).hasSize(SEEDS);
  }

  private static String run(long seed) {
    Faults.Plan faults = Faults.Plan.calm().withWatchSilenced(0.01);
    World world = new World(new Cluster(Cluster.Plan.standard(seed).withFaults(faults)).start());
    world.advance(Duration.ofSeconds(5)).replicaSet("web", 3).advance(Duration.ofSeconds(30));
    world.cluster().fail("node-b");
    world.advance(Duration.ofMinutes(7));
    world.cluster().recover("node-b");
    world.cluster().faults().follow(Faults.Plan.calm());
    world.advance(Duration.ofMinutes(2));

    assertThat(world.readyPods("web")).as(world::timeline).hasSize(3);
    return world.cluster().log().digest();
  }
}
