package kube.controlplane.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fifty watchers of different speeds under random schedules: each hears every event of its prefix
/// from its start on, once and in order, for as long as its watch is active.
class RandomWatchTest {

  /// One watcher, what it asked for, and what it wrote down.
  private record Reader(String prefix, long from, Notebook notebook, Watch watch) {}

  private final Etcd etcd = new Etcd(new MultiVersionStore(), new BufferedWatchHub(400, 50));
  private final List<WatchEvent> truth = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void no_watcher_ever_sees_a_gap_or_a_double(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 5_000; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4, 5 -> write(random);
        case 6, 7 -> etcd.pump();
        case 8 -> {
          if (readers.size() < 50) open(random);
        }
        case 9 -> nap(random, true);
        case 10 -> nap(random, false);
        default -> {
          if (random.nextInt(40) == 0) compact(random);
        }
      }
    }
    readers.forEach(reader -> reader.notebook.wake());
    etcd.pump();
    assertThat(readers).hasSize(50);
    for (Reader reader : readers) {
      assertThatReaderMissedNothing(reader, "seed %d, %s from %d, %s".formatted(
          seed, reader.prefix, reader.from, reader.watch.state()));
    }
  }

  private void write(SplittableRandom random) {
    List<Operation> operations = new ArrayList<>();
    for (String key : List.of("/nodes/1", "/pods/1", "/pods/2")) {
      switch (random.nextInt(4)) {
        case 0 -> operations.add(new Operation.Put(key,
            Integer.toString(random.nextInt(100)).getBytes(StandardCharsets.UTF_8)));
        case 1 -> operations.add(new Operation.Delete(key));
        default -> {}
      }
    }
    TransactionResult result = etcd.transact(List.of(), operations, List.of());
    for (OperationResult done : result.results()) {
      if (done instanceof OperationResult.Written written) {
        truth.add(new WatchEvent.Put(written.entry(), written.previous()));
      } else if (done instanceof OperationResult.Deleted deleted) {
        deleted.previous().ifPresent(
            it -> truth.add(new WatchEvent.Delete(result.revision(), it)));
      }
    }
  }

  private void open(SplittableRandom random) {
    String prefix = random.nextBoolean() ? "/pods/" : "/";
    long from = Math.max(1, etcd.revision() + 3 - random.nextLong(200));
    Notebook notebook = new Notebook();
    readers.add(new Reader(prefix, from, notebook, etcd.watch(prefix, from, notebook)));
  }

  private void nap(SplittableRandom random, boolean falls) {
    if (readers.isEmpty()) return;
    Notebook notebook = readers.get(random.nextInt(readers.size())).notebook;
    if (falls) {
      notebook.sleep();
    } else {
      notebook.wake();
    }
  }

  private void compact(SplittableRandom random) {
    long mark = etcd.revision() - random.nextLong(100);
    if (mark > etcd.compactionMark()) etcd.compact(mark);
  }

  private void assertThatReaderMissedNothing(Reader reader, String about) {
    List<String> heard = reader.notebook.events().stream()
        .filter(event -> !(event instanceof WatchEvent.Bookmark)).map(Notebook::lineOf).toList();
    List<String> due = truth.stream().filter(event -> event.revision() >= reader.from)
        .map(Notebook::lineOf).filter(line -> line.contains(":" + reader.prefix)).toList();
    if (reader.watch.state() == Watch.State.ACTIVE) {
      assertThat(heard).as(about).isEqualTo(due);
    } else { // Cut off, but what it heard until then has no hole.
      assertThat(heard).as(about).isEqualTo(due.subList(0, heard.size()));
    }
    assertThat(reader.notebook.events()).as(about).extracting(WatchEvent::revision).isSorted();
  }
}
