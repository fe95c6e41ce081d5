package kube.controlplane.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import kube.foundation.machine.EventLoop;
import kube.foundation.machine.LiveLoop;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many clients at once see one store: there is an order of all operations that agrees with what each
/// was told, and with the time at which each was asked and answered.
///
/// The order is given: writes carry their revision. So checking needs no search. A client that gave
/// up waiting does not know what became of its write; it may have happened at any later moment, or
/// not at all.
class HistoryTest {

  private static final List<String> KEYS = List.of("/a", "/b", "/c");
  private static final int CLIENTS = 6;
  private static final int OPERATIONS = 300;

  /// @param revision of the store when it was carried out
  /// @param seen what the operation found, before it changed anything
  /// @param wrote what it put, if its condition held; empty when it wrote nothing
  private record Done(long asked, long answered, long revision, Map<String, String> seen,
      Map<String, String> wrote) {}

  private final EventLoop loop = new EventLoop(Instant.now(), 1);
  private final Etcd etcd = Etcd.inMemory();
  private final Queue<Done> history = new ConcurrentLinkedQueue<>();
  private final NavigableMap<Long, Map<String, String>> states = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_answer_fits_one_order_of_all_operations(long seed) throws Exception {
    watchEverything();
    try (LiveLoop live = LiveLoop.start(loop, "history");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Random random = new Random(seed * 100 + client);
        String name = "client-" + client;
        work.add(() -> {
          for (int number = 0; number < OPERATIONS; number++) {
            operate(live, random, name + "/" + number);
          }
          return true;
        });
      }
      for (var result : clients.invokeAll(work)) assertThat(result.get()).isTrue();
      live.ask(() -> {
        etcd.pump();
        return true;
      }).join();
    }
    check(history.stream().sorted((a, b) -> Long.compare(a.asked, b.asked)).toList());
  }

  /// The truth, as one watcher hears it from the beginning.
  private void watchEverything() {
    states.put(1L, Map.of());
    etcd.watch("/", 0, event -> {
      Map<String, String> next = new TreeMap<>(states.lastEntry().getValue());
      switch (event) {
        case WatchEvent.Put put -> next.put(put.entry().key(), put.entry().text());
        case WatchEvent.Delete delete -> next.remove(delete.previous().key());
        case WatchEvent.Bookmark _ -> {}
      }
      assertThat(event.revision()).isGreaterThanOrEqualTo(states.lastKey());
      states.put(event.revision(), next);
    });
  }

  private void operate(LiveLoop live, Random random, String value) throws Exception {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    String other = KEYS.get(random.nextInt(KEYS.size()));
    boolean deletes = random.nextInt(5) == 0;
    boolean both = random.nextInt(4) == 0 && !key.equals(other);
    boolean reads = random.nextInt(3) == 0;
    long asked = System.nanoTime();
    CompletableFuture<Done> answer = live.askHere(() -> {
      Map<String, String> seen = picture();
      Map<String, String> wrote = new TreeMap<>();
      if (!reads && both) {
        etcd.transact(List.of(), List.of(put(key, value), put(other, value)), List.of());
        wrote.put(key, value);
        wrote.put(other, value);
      } else if (!reads && deletes) {
        etcd.get(key, 0).ifPresent(entry -> {
          etcd.delete(key, entry.modRevision());
          wrote.put(key, "");
        });
      } else if (!reads) {
        long unchangedSince = etcd.get(key, 0).map(Entry::modRevision).orElse(0L);
        etcd.update(key, value.getBytes(UTF_8), unchangedSince);
        wrote.put(key, value);
      }
      return new Done(asked, 0, etcd.revision(), seen, wrote);
    });
    boolean givesUp = random.nextInt(20) == 0;
    if (givesUp) return;
    Done done = answer.get();
    history.add(new Done(asked, System.nanoTime(), done.revision, done.seen, done.wrote));
  }

  private Map<String, String> picture() {
    return etcd.range(RangeQuery.ofPrefix("/")).entries().stream()
        .collect(toMap(Entry::key, Entry::text, (a, _) -> a, TreeMap::new));
  }

  private static Operation put(String key, String value) {
    return new Operation.Put(key, value.getBytes(UTF_8));
  }

  private void check(List<Done> inOrderOfAsking) {
    List<Done> answered = inOrderOfAsking.stream()
        .sorted((a, b) -> Long.compare(a.answered, b.answered)).toList();
    int finished = 0;
    long promised = 0;
    for (Done done : inOrderOfAsking) {
      while (answered.get(finished).answered < done.asked) {
        promised = Math.max(promised, answered.get(finished++).revision);
      }
      long before = done.wrote.isEmpty() ? done.revision : done.revision - 1;
      assertThat(before).as("nobody sees an older store than somebody was told of")
          .isGreaterThanOrEqualTo(promised);
      assertThat(done.seen).as("a read at %d", before)
          .isEqualTo(states.floorEntry(before).getValue());
      Map<String, String> after = states.floorEntry(done.revision).getValue();
      done.wrote.forEach((key, value) -> assertThat(after.getOrDefault(key, ""))
          .as("the write of %d", done.revision).isEqualTo(value));
    }
  }
}
