package kube.controlplane.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kube.controlplane.etcd.Compare.Relation;
import kube.controlplane.etcd.Transaction.Step;

import org.junit.jupiter.api.Test;

/// What etcd has beside the two slots: leases, rich transactions, ranges and watches, the quota.
class EtcdFeaturesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Etcd etcd = Etcd.inMemory();

  @Test
  void a_lease_takes_its_keys_along_when_it_expires() {
    long lease = etcd.grant(0, Duration.ofSeconds(60), NOON);
    List<WatchEvent> seen = new ArrayList<>();
    etcd.watch("/", 0, seen::add);
    etcd.update("/a", bytes("1"), 0, lease);
    etcd.update("/b", bytes("2"), 0, lease);
    etcd.create("/c", bytes("3"));

    etcd.expireLeases(NOON.plusSeconds(59));
    assertThat(etcd.keysOf(lease)).containsExactly("/a", "/b");
    assertThat(etcd.expireLeases(NOON.plusSeconds(60))).isOne();
    etcd.pump();

    assertThat(etcd.list("/", 0, 0).entries()).extracting(Entry::key).containsExactly("/c");
    assertThat(seen).filteredOn(WatchEvent.Delete.class::isInstance)
        .extracting(WatchEvent::revision).containsExactly(5L, 5L);
  }

  @Test
  void a_lease_lives_as_long_as_somebody_keeps_it_alive() {
    long lease = etcd.grant(7, Duration.ofSeconds(60), NOON);
    etcd.update("/a", bytes("1"), 0, lease);

    etcd.keepAlive(lease, NOON.plusSeconds(50));

    assertThat(etcd.expireLeases(NOON.plusSeconds(100))).isZero();
    assertThat(etcd.timeToLive(lease, NOON.plusSeconds(100))).contains(Duration.ofSeconds(10));
    etcd.revoke(lease);
    assertThat(etcd.get("/a", 0)).isEmpty();
    assertThatThrownBy(() -> etcd.keepAlive(lease, NOON))
        .hasMessageStartingWith("etcdserver: requested lease not found");
  }

  @Test
  void a_plain_put_takes_a_key_out_of_its_lease() {
    long lease = etcd.grant(0, Duration.ofSeconds(60), NOON);
    etcd.update("/a", bytes("1"), 0, lease);
    etcd.update("/a", bytes("2"), 2);

    etcd.revoke(lease);

    assertThat(etcd.get("/a", 0)).isPresent();
  }

  @Test
  void a_transaction_compares_values_and_leases_and_deletes_ranges() {
    long lease = etcd.grant(0, Duration.ofSeconds(60), NOON);
    etcd.update("/pods/a", bytes("old"), 0, lease);
    etcd.create("/pods/b", bytes("old"));

    TransactionResult done = etcd.transact(new Transaction(
        List.of(new Condition.OfValue("/pods/a", Relation.EQUAL, bytes("old")),
            new Condition.OfLease("/pods/a", Relation.EQUAL, lease),
            new Condition.OfNumber(new Compare("/pods/b", Compare.Target.VERSION, Relation.LESS,
                2))),
        List.of(new Step.DeleteRange("/pods/", "/pods0"), new Step.PutWithLease("/done",
            bytes("yes"), lease)),
        List.of(new Step.Does(new Operation.Put("/done", bytes("no"))))));

    assertThat(done.succeeded()).isTrue();
    assertThat(done.revision()).isEqualTo(4);
    assertThat(etcd.list("/", 0, 0).entries()).extracting(Entry::key).containsExactly("/done");
    assertThat(etcd.keysOf(lease)).containsExactly("/done");
  }

  @Test
  void a_range_can_be_sorted_filtered_limited_and_only_counted() {
    for (String name : List.of("c", "a", "b")) etcd.create("/" + name, bytes("v" + name));
    etcd.update("/a", bytes("vz"), 3);
    RangeQuery all = RangeQuery.ofPrefix("/");

    assertThat(keys(all)).containsExactly("/a", "/b", "/c");
    assertThat(keys(all.sortedBy(RangeQuery.SortBy.MOD_REVISION, true).limitedTo(2)))
        .containsExactly("/a", "/b");
    assertThat(keys(all.sortedBy(RangeQuery.SortBy.VALUE, false))).containsExactly("/b", "/c",
        "/a");
    assertThat(keys(all.writtenBetween(3, 4))).containsExactly("/b");
    assertThat(keys(all.at(3))).containsExactly("/a", "/c");
    assertThat(etcd.range(all.showing(RangeQuery.Show.KEYS_ONLY)).entries())
        .allSatisfy(entry -> assertThat(entry.value()).isEmpty());
    RangeResult count = etcd.range(all.showing(RangeQuery.Show.COUNT_ONLY));
    assertThat(count.entries()).isEmpty();
    assertThat(count.totalCount()).isEqualTo(3);
  }

  @Test
  void a_watch_can_be_narrowed_to_a_range_and_to_deletions() {
    List<WatchEvent> deletions = new ArrayList<>();
    List<WatchEvent> range = new ArrayList<>();
    etcd.create("/a", bytes("1"));
    etcd.watch(WatchQuery.ofKey("/b", 0).filtered(false, true).withoutPreviousValues(),
        deletions::add);
    etcd.watch(WatchQuery.ofRange("/a", "/b", 2), range::add);
    etcd.create("/b", bytes("2"));
    etcd.create("/bb", bytes("2"));
    etcd.delete("/b", 3);
    etcd.delete("/a", 2);
    etcd.pump();

    assertThat(range).extracting(WatchEvent::revision).containsExactly(2L, 6L);
    assertThat(deletions).singleElement().isInstanceOfSatisfying(WatchEvent.Delete.class,
        event -> assertThat(event.previous().value()).isEmpty());
  }

  @Test
  void a_full_store_refuses_puts_until_it_is_compacted_and_the_alarm_disarmed() {
    Etcd small = new Etcd(new MultiVersionStore(), new BufferedWatchHub(), LeaseJournal.NONE, 250);
    small.create("/a", new byte[100]);
    small.update("/a", new byte[100], 2);

    assertThatThrownBy(() -> small.update("/a", new byte[100], 3))
        .isInstanceOf(NoSpaceException.class)
        .hasMessage("etcdserver: mvcc: database space exceeded");
    small.compact(3);
    assertThat(small.bytesInUse()).isEqualTo(102);
    assertThatThrownBy(() -> small.create("/b", new byte[1])).isInstanceOf(NoSpaceException.class);
    small.disarm();

    assertThat(small.create("/b", new byte[1])).isInstanceOf(Etcd.WriteResult.Done.class);
  }

  private List<String> keys(RangeQuery query) {
    return etcd.range(query).entries().stream().map(Entry::key).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
