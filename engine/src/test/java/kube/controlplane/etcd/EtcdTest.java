package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kube.controlplane.etcd.Etcd.WriteResult;
import org.junit.jupiter.api.Test;

/// What the API server asks of its store.
class EtcdTest {

  private final Etcd etcd = Etcd.inMemory();

  @Test
  void creating_a_key_twice_gives_back_the_first() {
    assertThat(etcd.create("/a", bytes("first"))).hasToString(
        "Done[revision=2, entry=/a = first (created at 2, changed at 2, version 1)]");
    assertThat(etcd.create("/a", bytes("second"))).hasToString(
        "Stale[current=Optional[/a = first (created at 2, changed at 2, version 1)]]");
  }

  @Test
  void of_two_writers_with_the_same_revision_one_wins() {
    etcd.create("/a", bytes("base"));
    assertThat(etcd.update("/a", bytes("mine"), 2)).isInstanceOf(WriteResult.Done.class);
    assertThat(etcd.update("/a", bytes("yours"), 2)).isInstanceOf(WriteResult.Stale.class);
    assertThat(etcd.get("/a", 0).orElseThrow().text()).isEqualTo("mine");
  }

  @Test
  void a_delete_gives_what_was_there_and_takes_a_revision() {
    etcd.create("/a", bytes("base"));
    assertThat(etcd.delete("/a", 2)).hasToString(
        "Done[revision=3, entry=/a = base (created at 2, changed at 2, version 1)]");
    assertThat(etcd.delete("/a", 2)).isEqualTo(new WriteResult.Stale(Optional.empty()));
    assertThat(etcd.delete("/a", 0)).isEqualTo(new WriteResult.Stale(Optional.empty()));
    assertThat(etcd.revision()).isEqualTo(3);
  }

  @Test
  void a_request_over_one_and_a_half_mebibytes_is_refused_and_changes_nothing() {
    etcd.create("/fits", new byte[Etcd.REQUEST_LIMIT_BYTES]);
    assertThatThrownBy(() -> etcd.create("/too-large", new byte[Etcd.REQUEST_LIMIT_BYTES + 1]))
        .isInstanceOf(RequestTooLargeException.class)
        .hasMessage("etcdserver: request is too large: 1572865 bytes, the limit is 1572864. "
            + "Store less in one object.");
    assertThat(etcd.revision()).isEqualTo(2);
  }

  @Test
  void a_hub_that_meets_a_store_with_a_past_begins_at_the_present() {
    RevisionStore store = new MultiVersionStore();
    store.put("/a", bytes("2"));
    store.put("/a", bytes("3"));
    Etcd late = new Etcd(store, new BufferedWatchHub());
    Notebook notebook = new Notebook();
    assertThat(late.watch("/", 3, notebook).state()).isEqualTo(Watch.State.COMPACTED);
    late.watch("/", 0, notebook);
    late.update("/a", bytes("4"), 3);
    late.pump();
    assertThat(notebook.lines()).containsExactly("4:/a=4");
  }

  @Test
  void the_end_of_a_prefix_is_the_prefix_with_its_last_character_raised() {
    assertThat(new Prefix("/pods/").end()).isEqualTo("/pods0");
    assertThat(Prefix.ofFolder("/pods")).isEqualTo(Prefix.ofFolder("/pods/"));
    etcd.create("/a", bytes("x"));
    Prefix everything = new Prefix("");
    assertThat(etcd.range(everything.start(), everything.end(), 0, 0).totalCount()).isEqualTo(1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
