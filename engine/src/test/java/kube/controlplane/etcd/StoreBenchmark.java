package kube.controlplane.etcd;

import java.util.List;
import java.util.function.IntConsumer;

/// How fast the store is on this machine: run `main`, read the best of five rounds.
final class StoreBenchmark {

  private static final int KEYS = 50_000;
  private static final int ROUNDS = 5;
  private static final byte[] VALUE = new byte[500];

  private StoreBenchmark() {}

  public static void main(String[] arguments) {
    RevisionStore store = new MultiVersionStore();
    report("put", KEYS, index -> store.put(key(index), VALUE));
    report("get now", KEYS, index -> store.get(key(index), 0));
    report("get in the past", KEYS, index -> store.get(key(index), 2 * KEYS));
    report("update if unchanged", KEYS, index -> {
      long revision = store.get(key(index), 0).orElseThrow().modRevision();
      store.transact(List.of(Compare.unchangedSince(key(index), revision)),
          List.of(new Operation.Put(key(index), VALUE)), List.of());
    });
    report("range of 500", 200, index -> store.range(key(index), "/pods0", 0, 500));
    report("list of 50,000", 1, _ -> store.list("/pods", 0, 0));
    reportMemory("before compaction");
    store.compact(store.revision());
    reportMemory("after compaction of " + store.revision() + " revisions");

    for (int watchers : new int[]{1, 100, 1_000}) {
      fanOut(watchers);
    }
  }

  private static void fanOut(int watchers) {
    Etcd etcd = Etcd.inMemory();
    long[] heard = {0};
    for (int watcher = 0; watcher < watchers; watcher++) {
      etcd.watch("/pods/", 0, _ -> heard[0]++);
    }
    report("write and tell " + watchers + " watchers", 20_000 / watchers + 100, index -> {
      etcd.transact(List.of(),
          List.of(new Operation.Put(key(index), VALUE)), List.of());
      etcd.pump();
    });
  }

  private static void report(String what, int times, IntConsumer work) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int index = 0; index < times; index++) {
        work.accept(index);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf("%-32s %,12.0f a second%n", what, times * 1e9 / best);
  }

  private static void reportMemory(String when) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf("%-32s %,12d MB%n", when,
        (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
  }

  private static String key(int index) {
    return "/pods/default/pod-" + index;
  }
}
