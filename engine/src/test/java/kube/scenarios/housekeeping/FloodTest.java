package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import kube.Cluster;
import org.junit.jupiter.api.Test;

/// What a cluster forgets when a hundred thousand changes happen at once.
class FloodTest {

  /// "Since etcd keeps an exact history of its keyspace, this history should be periodically compacted
  /// to avoid performance degradation and eventual storage space exhaustion"
  /// (https://etcd.io/docs/v3.6/op-guide/maintenance/#history-compaction-v3-api-key-value-database):
  /// every five minutes, but sooner where the past grows fast.
  @Test
  void the_past_of_a_flood_goes_before_its_time() {
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withNodes(1)).start();
    cluster.settle();
    long before = cluster.revision();

    long seen = 0;
    for (int number = 0; number < 100_001; number++) {
      byte[] value = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
      cluster.etcd().update("/flood/key", value, seen);
      seen = cluster.revision();
    }
    assertThat(cluster.etcd().get("/flood/key", before + 1)).isPresent();
    cluster.advance(Duration.ofSeconds(6));

    assertThat(cluster.etcd().compactionMark()).isBetween(seen - 10_000, seen - 9_900);
  }
}
