package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Lesson L03, claim by claim.
class MultiVersionStoreTest {

  private final RevisionStore store = new MultiVersionStore();

  @Test
  void an_empty_store_is_at_revision_1_and_the_first_write_makes_2() {
    assertThat(store.revision()).isEqualTo(1);
    assertThat(put("/a", "one")).isEqualTo(2);
    assertThat(store.revision()).isEqualTo(2);
  }

  @Test
  void the_revision_belongs_to_the_store_not_to_the_key() {
    assertThat(put("/a", "one")).isEqualTo(2);
    assertThat(put("/b", "one")).isEqualTo(3);
    assertThat(put("/a", "two")).isEqualTo(4);
  }

  @Test
  void an_old_value_stays_readable_at_its_revision() {
    put("/a", "one");
    put("/b", "other");
    put("/a", "two");
    assertThat(textAt("/a", 1)).isEqualTo("absent");
    assertThat(textAt("/a", 2)).isEqualTo("one");
    assertThat(textAt("/a", 3)).isEqualTo("one");
    assertThat(textAt("/a", 4)).isEqualTo("two");
    assertThat(textAt("/a", 0)).isEqualTo("two");
  }

  @Test
  void create_revision_and_version_tell_the_lives_of_a_key() {
    put("/a", "one");
    put("/a", "two");
    assertThat(store.delete("/a")).hasValue(4);
    put("/a", "three");
    assertThat(store.get("/a", 3)).hasToString(
        "Optional[/a = two (created at 2, changed at 3, version 2)]");
    assertThat(store.get("/a", 4)).isEmpty();
    assertThat(store.get("/a", 5)).hasToString(
        "Optional[/a = three (created at 5, changed at 5, version 1)]");
  }

  @Test
  void deleting_an_absent_key_uses_no_revision() {
    assertThat(store.delete("/a")).isEqualTo(OptionalLong.empty());
    put("/a", "one");
    store.delete("/a");
    assertThat(store.delete("/a")).isEmpty();
    assertThat(store.revision()).isEqualTo(3);
  }

  @Test
  void a_range_is_sorted_and_says_what_its_limit_kept_back() {
    for (String key : List.of("/c", "/a", "/d", "/b")) {
      put(key, "value");
    }
    RangeResult page = store.range("/a", "/d", 0, 2);
    assertThat(page.entries()).extracting(Entry::key).containsExactly("/a", "/b");
    assertThat(page.totalCount()).isEqualTo(3);
    assertThat(page.more()).isTrue();
    assertThat(page.revision()).isEqualTo(5);
    assertThat(store.range("/a", "/d", 0, 3).more()).isFalse();
    assertThat(store.range("/d", "/a", 0, 0).entries()).isEmpty();
  }

  @Test
  void a_folder_does_not_hold_its_longer_named_neighbour() {
    put("/pods/a/web", "1");
    put("/pods/ab/web", "2");
    put("/pods/a", "3");
    assertThat(store.list("/pods/a", 0, 0).entries()).extracting(Entry::key)
        .containsExactly("/pods/a/web");
  }

  @Test
  void a_transaction_uses_one_revision_for_all_its_writes() {
    put("/old", "x");
    TransactionResult result = store.transact(List.of(Compare.absent("/a")),
        List.of(write("/a"), write("/b"), new Operation.Delete("/old")), List.of());
    assertThat(result.succeeded()).isTrue();
    assertThat(result.revision()).isEqualTo(3);
    assertThat(store.range("/", "0", 0, 0).entries()).extracting(Entry::modRevision)
        .containsExactly(3L, 3L);
  }

  @Test
  void a_failed_compare_runs_the_other_list() {
    put("/a", "taken");
    TransactionResult result = store.transact(List.of(Compare.absent("/a")),
        List.of(write("/a")), List.of(new Operation.Get("/a", 0)));
    assertThat(result.succeeded()).isFalse();
    assertThat(result.results()).hasToString(
        "[Found[entry=Optional[/a = taken (created at 2, changed at 2, version 1)]]]");
    assertThat(result.revision()).isEqualTo(2);
  }

  @Test
  void a_transaction_that_changes_nothing_uses_no_revision() {
    TransactionResult result = store.transact(List.of(),
        List.of(new Operation.Get("/a", 0), new Operation.Delete("/a")), List.of());
    assertThat(result.revision()).isEqualTo(1);
    assertThat(store.revision()).isEqualTo(1);
  }

  @Test
  void a_read_inside_a_transaction_sees_the_writes_before_it() {
    TransactionResult result = store.transact(List.of(),
        List.of(new Operation.Get("/a", 0), write("/a"), new Operation.Get("/a", 0)), List.of());
    assertThat(result.results().getFirst()).hasToString("Found[entry=Optional.empty]");
    assertThat(result.results().getLast()).hasToString(
        "Found[entry=Optional[/a = value (created at 2, changed at 2, version 1)]]");
  }

  @Test
  void a_transaction_that_throws_leaves_no_trace() {
    assertThatThrownBy(() -> store.transact(List.of(),
        List.of(write("/a"), new Operation.Get("/a", 99)), List.of()))
        .isInstanceOf(FutureRevisionException.class);
    assertThatThrownBy(
        () -> store.transact(List.of(), List.of(write("/a"), write("/a")), List.of()))
        .hasMessageStartingWith("duplicate key given in txn request: /a");
    assertThat(store.revision()).isEqualTo(1);
    assertThat(store.get("/a", 0)).isEmpty();
  }

  @Test
  void after_compaction_at_50_revision_49_is_gone_and_50_is_readable() {
    for (int revision = 2; revision <= 60; revision++) {
      put(revision == 12 ? "/quiet" : "/busy", "at " + revision);
    }
    store.compact(50);
    assertThatThrownBy(() -> store.get("/busy", 49)).isInstanceOf(CompactedException.class)
        .hasMessage("mvcc: required revision has been compacted: asked for 49, the oldest is 50");
    assertThat(textAt("/busy", 50)).isEqualTo("at 50");
    assertThat(textAt("/quiet", 50)).isEqualTo("at 12");
    assertThatThrownBy(() -> store.compact(50)).isInstanceOf(CompactedException.class);
    assertThatThrownBy(() -> store.compact(61)).isInstanceOf(FutureRevisionException.class);
  }

  @Test
  void compaction_removes_a_key_that_was_already_deleted() {
    put("/a", "one");
    store.delete("/a");
    put("/a", "again");
    store.compact(3);
    assertThat(textAt("/a", 3)).isEqualTo("absent");
    assertThat(textAt("/a", 4)).isEqualTo("again");
  }

  @Test
  void a_revision_that_has_not_happened_cannot_be_read() {
    assertThatThrownBy(() -> store.get("/a", 2)).isInstanceOf(FutureRevisionException.class)
        .hasMessage(
            "mvcc: required revision is a future revision: asked for 2, the newest is 1");
    assertThatThrownBy(() -> store.range("/a", "/b", 2, 0))
        .isInstanceOf(FutureRevisionException.class);
  }

  @Test
  void nobody_can_change_the_past_through_an_array() {
    byte[] mine = bytes("one");
    store.put("/a", mine);
    mine[0] = 'X';
    store.get("/a", 0).orElseThrow().value()[0] = 'Y';
    store.range("/a", "/b", 0, 0).entries().getFirst().value()[0] = 'Z';
    assertThat(textAt("/a", 2)).isEqualTo("one");
  }

  private long put(String key, String text) {
    return store.put(key, bytes(text));
  }

  private String textAt(String key, long revision) {
    return store.get(key, revision).map(Entry::text).orElse("absent");
  }

  private static Operation write(String key) {
    return new Operation.Put(key, bytes("value"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
