package kube.controlplane.etcd.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.Operation;
import kube.foundation.machine.PartFailure;
import kube.foundation.machine.Randomness;
import kube.foundation.machine.SimulatedDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The power fails, and everything that was promised is still there.
class PowerCutTest {

  private static final long SNAPSHOT_AFTER = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void every_acknowledged_write_survives_and_no_half_one_does(long seed) {
    Randomness random = new Randomness(seed);
    SimulatedDisk disk = new SimulatedDisk(random.branch("disk"));
    SortedMap<String, String> promised = new TreeMap<>();
    SortedMap<String, String> attempted = new TreeMap<>();
    for (int life = 0; life < 12; life++) {
      DurableStore store = open(disk);
      assertThat(pairs(store)).as("the last write may be there without its promise")
          .isIn(promised, attempted);
      promised.putAll(pairs(store));
      long revision = store.revision();
      disk.limit(500 + random.below(6_000));
      try {
        for (int write = 0; write < 60; write++) {
          String name = "pair-" + random.below(20);
          String value = "value " + life + "/" + write + " ".repeat(random.below(100));
          attempted.clear();
          attempted.putAll(promised);
          attempted.put(name, value);
          writePair(store, name, value);
          promised.put(name, value);
          assertThat(store.revision()).isGreaterThan(revision);
        }
      } catch (PartFailure full) {
        assertThat(full.reason()).contains("No space left on device");
      }
      disk.cutPower();
      disk.limit(Long.MAX_VALUE);
    }
  }

  @Test
  void revisions_versions_and_leases_go_on_where_they_were() {
    SimulatedDisk disk = new SimulatedDisk(new Randomness(1));
    DurableStore store = open(disk);
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    Etcd etcd = new Etcd(store, new BufferedWatchHub(), store, Long.MAX_VALUE);
    long lease = etcd.grant(0, Duration.ofMinutes(1), noon);
    etcd.update("/a", bytes("1"), 0, lease);
    etcd.update("/b", bytes("1"), 0);
    etcd.update("/b", bytes("2"), 3);
    disk.cutPower();

    DurableStore restored = open(disk);
    Etcd again = new Etcd(restored, new BufferedWatchHub(), restored, Long.MAX_VALUE);
    again.restoreLeases(restored.leases(), restored.leaseOf(), noon.plusSeconds(600));

    assertThat(again.revision()).isEqualTo(4);
    assertThat(again.get("/b", 0)).hasValueSatisfying(entry -> {
      assertThat(entry.version()).isEqualTo(2);
      assertThat(entry.createRevision()).isEqualTo(3);
    });
    assertThat(again.keysOf(lease)).containsExactly("/a");
    again.expireLeases(noon.plusSeconds(660));
    assertThat(again.get("/a", 0)).isEmpty();
  }

  @Test
  void damage_in_the_middle_is_refused_with_the_place() {
    SimulatedDisk disk = new SimulatedDisk(new Randomness(1));
    DurableStore store = DurableStore.open(disk, InlineCommitter::new, Long.MAX_VALUE);
    for (int write = 0; write < 10; write++) store.put("/key", bytes("value " + write));
    disk.damage(disk.names().getFirst(), 200);

    assertThatThrownBy(() -> open(disk)).isInstanceOf(CorruptLogException.class)
        .hasMessageContaining("a broken frame amid good ones at byte ")
        .hasMessageContaining("Restore the folder from a backup");
  }

  @Test
  void a_damaged_snapshot_is_refused() {
    SimulatedDisk disk = new SimulatedDisk(new Randomness(1));
    DurableStore store = open(disk);
    for (int write = 0; write < 100; write++) store.put("/key", new byte[100]);
    String image = disk.names().stream().filter(name -> name.startsWith("snap-")).toList()
        .getLast();
    disk.damage(image, 40);

    assertThatThrownBy(() -> open(disk)).isInstanceOf(CorruptLogException.class)
        .hasMessageContaining("a broken snapshot");
  }

  @Test
  void a_disk_that_lies_loses_the_end_and_never_the_middle() {
    SimulatedDisk disk = new SimulatedDisk(new Randomness(3));
    DurableStore store = DurableStore.open(disk, InlineCommitter::new, Long.MAX_VALUE);
    store.put("/safe", bytes("yes"));
    disk.loseSyncs();
    for (int write = 0; write < 50; write++) store.put("/key-" + write, bytes("value"));
    disk.cutPower();

    List<Entry> left = open(disk).list("/", 0, 0).entries();

    assertThat(left).extracting(Entry::key).contains("/safe");
    assertThat(left.size()).isLessThan(51);
  }

  @Test
  void an_image_taken_away_and_brought_back_is_the_same_store() {
    DurableStore store = open(new SimulatedDisk(new Randomness(1)));
    store.put("/a", bytes("1"));
    store.put("/b", bytes("2"));
    store.delete("/a");

    StoreImage backup = StoreImage.of(store.image().toBytes());
    MultiVersionStore restored = MultiVersionStore.restored(backup.revision(), backup.entries());

    assertThat(restored.revision()).isEqualTo(4);
    assertThat(restored.list("/", 0, 0).entries()).singleElement().satisfies(entry -> {
      assertThat(entry.key()).isEqualTo("/b");
      assertThat(entry.text()).isEqualTo("2");
      assertThat(entry.modRevision()).isEqualTo(3);
    });
  }

  private static DurableStore open(SimulatedDisk disk) {
    return DurableStore.open(disk, InlineCommitter::new, SNAPSHOT_AFTER);
  }

  /// Two keys in one transaction: half a write would leave them different.
  private static void writePair(DurableStore store, String name, String value) {
    store.transact(List.of(), List.of(new Operation.Put("/left/" + name, bytes(value)),
        new Operation.Put("/right/" + name, bytes(value))), List.of());
  }

  private static SortedMap<String, String> pairs(DurableStore store) {
    SortedMap<String, String> pairs = new TreeMap<>();
    for (Entry left : store.list("/left", 0, 0).entries()) {
      String name = left.key().substring("/left/".length());
      assertThat(store.get("/right/" + name, 0)).map(Entry::text).contains(left.text());
      pairs.put(name, left.text());
    }
    return pairs;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
