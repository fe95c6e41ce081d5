package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lesson L04, claim by claim, with our store and our hub wired by [Etcd].
class WatchTest {

  private final Etcd etcd = new Etcd(new MultiVersionStore(), new BufferedWatchHub(6, 3));
  private final Notebook notebook = new Notebook();

  @Test
  void a_watch_replays_the_past_and_then_follows_the_present() {
    put("/a", "2");
    put("/a", "3");
    etcd.watch("/", 2, notebook);
    put("/a", "4");
    etcd.pump();
    put("/a", "5");
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("2:/a=2", "3:/a=3", "4:/a=4", "5:/a=5");
  }

  @Test
  void a_watch_from_0_hears_only_what_is_new() {
    put("/a", "2");
    etcd.watch("/", 0, notebook);
    put("/a", "3");
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("3:/a=3");
  }

  @Test
  void a_list_and_a_watch_from_the_next_revision_meet_exactly() {
    put("/pods/a", "2");
    RangeResult picture = etcd.list("/pods", 0, 0);
    put("/pods/b", "3");
    etcd.watch("/pods/", picture.revision() + 1, notebook);
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("3:/pods/b=3");
  }

  @Test
  void a_watch_hears_only_keys_with_its_prefix() {
    etcd.watch("/pods/", 0, notebook);
    put("/nodes/a", "2");
    put("/pods/a", "3");
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("3:/pods/a=3");
  }

  @Test
  void nobody_hears_anything_before_the_pump() {
    etcd.watch("/", 0, notebook);
    put("/a", "2");
    assertThat(notebook.lines()).isEmpty();
  }

  @Test
  void a_delete_tells_what_was_deleted() {
    put("/a", "old");
    etcd.delete("/a", 2);
    etcd.watch("/", 3, notebook);
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("3:/a deleted, was old");
  }

  @Test
  void a_put_tells_what_was_there_before() {
    put("/a", "old");
    put("/a", "new");
    etcd.watch("/", 2, notebook);
    etcd.pump();
    assertThat(notebook.events()).map(event -> ((WatchEvent.Put) event).previous().map(Entry::text)
        .orElse("nothing")).containsExactly("nothing", "old");
  }

  @Test
  void a_start_before_the_compaction_mark_is_compacted_and_the_mark_itself_is_not() {
    for (int revision = 2; revision <= 6; revision++) {
      put("/a", "at " + revision);
    }
    etcd.compact(5);
    assertThat(etcd.watch("/", 4, notebook).state()).isEqualTo(Watch.State.COMPACTED);
    assertThat(etcd.watch("/", 5, notebook).state()).isEqualTo(Watch.State.ACTIVE);
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("5:/a=at 5", "6:/a=at 6");
  }

  @Test
  void a_compaction_overtakes_a_sleeping_watcher() {
    Watch watch = etcd.watch("/", 0, notebook);
    notebook.sleep();
    put("/a", "2");
    put("/a", "3");
    etcd.pump();
    etcd.compact(3);
    assertThat(watch.state()).isEqualTo(Watch.State.COMPACTED);
    notebook.wake();
    etcd.pump();
    assertThat(notebook.lines()).isEmpty();
  }

  @Test
  void a_slow_watcher_is_cut_and_a_quick_one_is_not() {
    Notebook quick = new Notebook();
    Watch slowWatch = etcd.watch("/", 0, notebook);
    Watch quickWatch = etcd.watch("/", 0, quick);
    notebook.sleep();
    for (int write = 0; write < 7; write++) {
      put("/a", "x");
      etcd.pump();
    }
    assertThat(slowWatch.state()).isEqualTo(Watch.State.TOO_SLOW);
    assertThat(quickWatch.state()).isEqualTo(Watch.State.ACTIVE);
    assertThat(quick.lines()).hasSize(7);
  }

  @Test
  void a_sleeper_is_not_cut_for_what_others_watch() {
    Watch watch = etcd.watch("/pods/", 0, notebook);
    notebook.sleep();
    for (int write = 0; write < 20; write++) {
      put("/nodes/a", "x");
      etcd.pump();
    }
    assertThat(watch.state()).isEqualTo(Watch.State.ACTIVE);
  }

  @Test
  void a_sleeper_gets_a_revision_whole_or_not_at_all() {
    etcd.watch("/", 0, event -> {
      notebook.accept(event);
      notebook.sleep();
    });
    etcd.transact(List.of(), List.of(write("/a"), write("/b")), List.of());
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("2:/a=value", "2:/b=value");
  }

  @Test
  void a_sink_that_writes_hears_its_own_write_once() {
    etcd.watch("/", 0, event -> {
      notebook.accept(event);
      if (event.revision() < 4) put("/a", "next");
      etcd.pump();
    });
    put("/a", "first");
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("2:/a=first", "3:/a=next", "4:/a=next");
  }

  @Test
  void a_sink_that_cancels_hears_nothing_more_of_the_same_revision() {
    List<Watch> self = new ArrayList<>();
    self.add(etcd.watch("/", 0, event -> {
      notebook.accept(event);
      self.getFirst().cancel();
    }));
    etcd.transact(List.of(), List.of(write("/a"), write("/b")), List.of());
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("2:/a=value");
    assertThat(self.getFirst().state()).isEqualTo(Watch.State.CANCELLED);
  }

  @Test
  void a_sink_that_throws_is_reported_after_all_others_were_served() {
    Watch broken = etcd.watch("/", 0, _ -> {
      throw new IllegalStateException("full");
    });
    etcd.watch("/", 0, notebook);
    put("/a", "2");
    assertThatThrownBy(etcd::pump).isInstanceOf(SinkFailedException.class)
        .hasMessageContaining("threw at revision 2").hasRootCauseMessage("full");
    assertThat(notebook.lines()).containsExactly("2:/a=2");
    assertThat(broken.state()).isEqualTo(Watch.State.CANCELLED);
  }

  @Test
  void a_quiet_watcher_gets_a_bookmark_and_can_go_on_from_there() {
    etcd.watch("/pods/", 0, notebook);
    for (int write = 0; write < 3; write++) {
      put("/nodes/a", "x");
    }
    etcd.pump();
    etcd.pump();
    put("/pods/a", "news");
    etcd.pump();
    assertThat(notebook.lines()).containsExactly("4:bookmark", "5:/pods/a=news");
  }

  private void put(String key, String text) {
    etcd.transact(List.of(), List.of(new Operation.Put(key, bytes(text))), List.of());
  }

  private static Operation write(String key) {
    return new Operation.Put(key, bytes("value"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
