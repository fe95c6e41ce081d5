package catalog.etcd.a_store_that_remembers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RevisionStore;

/// One call of a random life.
///
/// Revisions are counted back from the newest, so that a question keeps its sense when others
/// before it are left out: 0 back is the newest, -1 back lies in the future.
sealed interface Question {

  /// Puts the question to a store that stands at `newest`, and gives the answer in words.
  String ask(RevisionStore store, long newest);

  /// How many operations it counts for.
  default int operations() {
    return 1;
  }

  /// Questions that ask a little less, each in its own way.
  default List<Question> simpler() {
    return List.of();
  }

  /// The same without what it reads beside what it writes.
  default Question withoutReads() {
    return this;
  }

  /// The same question about a revision less far back, for a life with fewer revisions.
  default Question nearer(int revisions) {
    return this;
  }

  record Put(String key, String text) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return "revision " + Bytes.put(store, key, text);
    }

    @Override
    public String toString() {
      return "put %s = %s".formatted(key, text);
    }
  }

  record Delete(String key) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return store.delete(key).toString();
    }

    @Override
    public String toString() {
      return "delete " + key;
    }
  }

  record Get(String key, long back) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return answer(() -> store.get(key, pastOf(newest, back)));
    }

    @Override
    public List<Question> simpler() {
      return List.of(new Get(key, 0));
    }

    @Override
    public Question nearer(int revisions) {
      return new Get(key, Math.max(0, back - revisions));
    }

    @Override
    public String toString() {
      return "get %s %s".formatted(key, said(back));
    }
  }

  record Range(String from, String to, long back, int limit) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return answer(() -> store.range(from, to, pastOf(newest, back), limit));
    }

    @Override
    public List<Question> simpler() {
      return List.of(new Range(from, to, 0, limit), new Range(from, to, back, Math.min(limit, 1)),
          new Range(from, to, 0, Math.min(limit, 1)));
    }

    @Override
    public Question nearer(int revisions) {
      return new Range(from, to, Math.max(0, back - revisions), limit);
    }

    @Override
    public String toString() {
      return "range from %s to %s with limit %d %s".formatted(from, to, limit, said(back));
    }
  }

  record Folder(String folder, long back, int limit) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return answer(() -> store.list(folder, pastOf(newest, back), limit));
    }

    @Override
    public List<Question> simpler() {
      return List.of(new Folder(folder, 0, limit), new Folder(folder, back, Math.min(limit, 1)));
    }

    @Override
    public Question nearer(int revisions) {
      return new Folder(folder, Math.max(0, back - revisions), limit);
    }

    @Override
    public String toString() {
      return "list %s with limit %d %s".formatted(folder, limit, said(back));
    }
  }

  /// Performs one of two lists of steps.
  record Transact(List<Compare> ifAll, List<Step> then, List<Step> otherwise) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return answer(() -> store.transact(ifAll, at(newest, then), at(newest, otherwise)));
    }

    @Override
    public int operations() {
      return ifAll.isEmpty() ? then.size() : Math.min(then.size(), otherwise.size());
    }

    @Override
    public List<Question> simpler() {
      List<Question> simpler = new ArrayList<>();
      if (!ifAll.isEmpty()) simpler.add(new Transact(List.of(), then, otherwise));
      if (!otherwise.isEmpty()) simpler.add(new Transact(ifAll, then, List.of()));
      for (int index = 0; index < then.size(); index++) {
        simpler.add(new Transact(ifAll, without(index, then), otherwise));
      }
      for (int index = 0; index < otherwise.size(); index++) {
        simpler.add(new Transact(ifAll, then, without(index, otherwise)));
      }
      return simpler;
    }

    @Override
    public Question withoutReads() {
      return new Transact(ifAll, writes(then), writes(otherwise));
    }

    private static List<Step> writes(List<Step> steps) {
      return steps.stream().filter(step -> !(step instanceof Step.Read)).toList();
    }

    private static List<Step> without(int index, List<Step> steps) {
      List<Step> fewer = new ArrayList<>(steps);
      fewer.remove(index);
      return fewer;
    }

    private static List<Operation> at(long newest, List<Step> steps) {
      return steps.stream().map(step -> step.at(newest)).toList();
    }

    @Override
    public String toString() {
      if (ifAll.isEmpty() && otherwise.isEmpty()) return "transact " + then;
      return "transact if %s then %s else %s".formatted(ifAll, then, otherwise);
    }
  }

  /// One step of a transaction.
  sealed interface Step {
    Operation at(long newest);

    record Write(String key, String text) implements Step {
      @Override
      public Operation at(long newest) {
        return new Operation.Put(key, Bytes.of(text));
      }

      @Override
      public String toString() {
        return "put %s = %s".formatted(key, text);
      }
    }

    record Remove(String key) implements Step {
      @Override
      public Operation at(long newest) {
        return new Operation.Delete(key);
      }

      @Override
      public String toString() {
        return "delete " + key;
      }
    }

    record Read(String key, long back) implements Step {
      @Override
      public Operation at(long newest) {
        return new Operation.Get(key, pastOf(newest, back));
      }

      @Override
      public String toString() {
        return "get %s %s".formatted(key, said(back));
      }
    }
  }

  record Compact(long back) implements Question {

    @Override
    public String ask(RevisionStore store, long newest) {
      return answer(() -> {
        store.compact(pastOf(newest, back));
        return "done";
      });
    }

    @Override
    public String toString() {
      return "compact " + said(back);
    }
  }

  private static String answer(Supplier<? extends Object> call) {
    try {
      return call.get().toString();
    } catch (CompactedException refusal) {
      return "%d is compacted, the oldest is %d".formatted(refusal.requested(), refusal.oldest());
    } catch (FutureRevisionException refusal) {
      return "%d has not happened, the newest is %d".formatted(
          refusal.requested(), refusal.newest());
    }
  }

  private static long pastOf(long newest, long back) {
    return Math.max(1, newest - back);
  }

  private static String said(long back) {
    if (back == 0) return "at the newest revision";
    return back < 0 ? "in the future" : "%d back".formatted(back);
  }
}
