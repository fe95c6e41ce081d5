package kube.controlplane.etcd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// A random life of a store, written down line by line: what was asked and what came back.
///
/// Two stores that agree leave the same lines.
final class StoreScript {

  private final SplittableRandom random;
  private final RevisionStore store;

  StoreScript(long seed, RevisionStore store) {
    this.random = new SplittableRandom(seed);
    this.store = store;
  }

  /// Asks once and returns the question with its answer.
  String step() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> {
        String key = key();
        byte[] value = value();
        yield "put %s -> %d".formatted(key, store.put(key, value));
      }
      case 5, 6 -> {
        String key = key();
        yield "delete %s -> %s".formatted(key, store.delete(key));
      }
      case 7, 8, 9, 10 -> {
        String key = key();
        long at = revision();
        yield "get %s at %d -> %s".formatted(key, at, answerOf(() -> store.get(key, at)));
      }
      case 11, 12, 13 -> {
        String from = key();
        String to = key();
        long at = revision();
        int limit = random.nextInt(4);
        yield "range %s %s at %d limit %d -> %s".formatted(
            from, to, at, limit, answerOf(() -> store.range(from, to, at, limit)));
      }
      case 14 -> "list -> " + answerOf(() -> store.list("/pods/a", 0, 0));
      case 15, 16, 17, 18 -> transaction();
      default -> compaction();
    };
  }

  private String transaction() {
    List<Compare> compares = random.nextBoolean()
        ? List.of()
        : List
            .of(new Compare(key(), anyOf(Compare.Target.values()), anyOf(Compare.Relation.values()),
                random.nextLong(4)));
    List<Operation> then = operations();
    List<Operation> otherwise = operations();
    return "transact %s ? %s : %s -> %s".formatted(compares, keysOf(then), keysOf(otherwise),
        answerOf(() -> store.transact(compares, then, otherwise)));
  }

  /// Rare, and close behind the newest revision, so that much history lives most of the time.
  private String compaction() {
    long mark = Math.max(1, store.revision() - random.nextLong(60));
    if (random.nextInt(10) > 0) return "no compaction";
    return "compact %d -> %s".formatted(mark, answerOf(() -> {
      store.compact(mark);
      return "done";
    }));
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (String key : List.of("/pods/a/1", "/pods/ab", "/pods/b/1", "/nodes/1")) {
      switch (random.nextInt(6)) {
        case 0, 1 -> operations.add(new Operation.Put(key, value()));
        case 2 -> operations.add(new Operation.Delete(key));
        case 3 -> operations.add(new Operation.Get(key, revision()));
        default -> {}
      }
    }
    return operations;
  }

  private String key() {
    return anyOf(new String[]{
        "/nodes/1", "/nodes/2", "/pods/a", "/pods/a/1", "/pods/a/2", "/pods/ab", "/pods/b/1"});
  }

  private byte[] value() {
    return Integer.toString(random.nextInt(1000)).getBytes(StandardCharsets.UTF_8);
  }

  /// Mostly now or lately, sometimes too old, sometimes in the future.
  private long revision() {
    return random.nextInt(3) == 0
        ? 0
        : Math.max(1, store.revision() + 2 - random.nextLong(100));
  }

  private <T> T anyOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static List<String> keysOf(List<Operation> operations) {
    return operations.stream().map(it -> it.getClass().getSimpleName() + " " + it.key()).toList();
  }

  private static String answerOf(Supplier<? extends Object> question) {
    try {
      return question.get().toString();
    } catch (CompactedException | FutureRevisionException refusal) {
      return refusal.toString();
    }
  }
}
