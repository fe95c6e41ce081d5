package catalog.etcd.a_store_that_remembers;

import static catalog.etcd.a_store_that_remembers.Bytes.put;
import static catalog.etcd.a_store_that_remembers.Bytes.putUntil;
import static catalog.etcd.a_store_that_remembers.Bytes.quoted;
import static grader.check.Feedback.weDid;

import catalog.etcd.a_store_that_remembers.RandomLife.Difference;
import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Lengthy;
import grader.check.Seed;
import grader.check.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;

/// The hidden checks of X03: what a store gets wrong when nobody looks.
@Hidden
class HiddenChecks {
  private static final int OPERATIONS = 20_000;

  /// What one round of [#memory_falls_after_compaction] leaves behind, times this, is more than a
  /// worker's whole heap.
  private static final int ROUNDS = 72;

  @Task(2)
  void the_array_you_hand_out_is_a_copy(RevisionStore store) {
    put(store, "/a", "one");
    store.get("/a", 0).ifPresent(entry -> Arrays.fill(entry.value(), (byte) 'X'));
    store.get("/a", 2).ifPresent(entry -> Arrays.fill(entry.value(), (byte) 'X'));
    String now = quoted(store.get("/a", 2));
    Feedback feedback = weDid("We put \"one\" into `/a`, read it, and wrote XXX into the array you "
        + "returned.").youAnswered("Read again, `/a` holds " + now + ".")
        .weNeeded("`/a` still holds \"one\".")
        .because("Any reader could change history for all others.").read("L03");
    feedback.named("hands_out_the_inner_array",
        "We changed the array you gave us and your past changed with it.")
        .failWhen(now.equals("\"XXX\""));
    feedback.failUnless(now.equals("\"one\""));

    byte[] ours = Bytes.of("two");
    store.put("/b", ours);
    Arrays.fill(ours, (byte) 'X');
    String kept = quoted(store.get("/b", 0));
    weDid("We put \"two\" into `/b`, and then used our array for something else.")
        .youAnswered("`/b` holds " + kept + ".").weNeeded("`/b` still holds \"two\".")
        .because("Callers reuse their buffers; what you store must be yours.").read("L03")
        .failUnless(kept.equals("\"two\""));
  }

  @Task(2)
  void a_revision_that_has_not_happened_is_refused(RevisionStore store) {
    put(store, "/a", "one");
    put(store, "/a", "two");
    String answer = "no refusal";
    try {
      store.get("/a", 4);
    } catch (FutureRevisionException refusal) {
      answer = "%d is after %d".formatted(refusal.requested(), refusal.newest());
    }
    weDid("With the store at revision 3, we read `/a` at 4.")
        .youAnswered("You answered: " + answer + ".")
        .weNeeded("A FutureRevisionException that says: 4 is after 3.")
        .because("Tomorrow's value is not today's: the reader has to wait, not to guess.")
        .read("L03")
        .failUnless(answer.equals("4 is after 3"));
  }

  @Task(4)
  void a_transaction_that_only_reads_uses_no_revision(RevisionStore store) {
    put(store, "/a", "one");
    TransactionResult result = store.transact(List.of(),
        List.of(new Operation.Get("/a", 0), new Operation.Delete("/absent"),
            new Operation.Get("/a", 1)),
        List.of());
    weDid("At revision 2 a transaction read `/a` twice and deleted a key that is not there.")
        .youAnswered("It ended at revision %d, and the store stands at %d.".formatted(
            result.revision(), store.revision()))
        .weNeeded("Nothing changed, so both stay at 2.")
        .because("Reads are most of a store's work; they must not wake every watcher.").read("L03")
        .failUnless(result.revision() == 2 && store.revision() == 2);
  }

  @Task(4)
  void a_transaction_that_throws_leaves_no_trace(RevisionStore store) {
    put(store, "/a", "one");
    put(store, "/b", "two");
    boolean threw = false;
    try {
      store.transact(List.of(),
          List.of(new Operation.Put("/a", Bytes.of("half")), new Operation.Delete("/b"),
              new Operation.Put("/c", Bytes.of("half")), new Operation.Get("/a", 99)),
          List.of());
    } catch (FutureRevisionException refusal) {
      threw = true;
    }
    Feedback feedback = weDid(
        "At revision 3 a transaction changed `/a`, `/b` and `/c`, and then read revision 99.")
        .because("Half a transaction is a world that nobody asked for.")
        .read("L03");
    feedback.youAnswered("You did not refuse it.")
        .weNeeded("Revision 99 has not happened: a FutureRevisionException.").failUnless(threw);
    feedback
        .youAnswered("You threw, but `/a` holds %s, `/b` %s, `/c` %s, at revision %d.".formatted(
            quoted(store.get("/a", 0)), quoted(store.get("/b", 0)), quoted(store.get("/c", 0)),
            store.revision()))
        .weNeeded("Nothing of it has happened: \"one\", \"two\", nothing, at revision 3.")
        .failUnless(quoted(store.get("/a", 0)).equals("\"one\"")
            && quoted(store.get("/b", 0)).equals("\"two\"") && store.get("/c", 0).isEmpty()
            && store.revision() == 3);
    long next = put(store, "/d", "after");
    feedback.youAnswered("The next put returned " + next + ".")
        .weNeeded("The next change takes 4, as if the transaction had never been.")
        .failUnless(next == 4 && quoted(store.get("/a", 4)).equals("\"one\""));
  }

  @Lengthy
  @Task(5)
  void twenty_thousand_random_operations_agree(Learner<RevisionStore> learner, Seed seed) {
    List<Question> life = new RandomLife(seed.random()).draw(OPERATIONS);
    Optional<Difference> difference = RandomLife.firstDifference(life, learner.start());
    if (difference.isEmpty()) return;

    List<Question> story = ShortestStory.of(
        life.subList(0, difference.get().index() + 1), learner::start);
    Difference shown = RandomLife.firstDifference(story, learner.start()).orElseThrow();
    throw weDid("We lived a random life of 20,000 operations, and left out of it what it does not "
        + "take to go wrong. The last question that stayed: " + story.getLast() + ".")
        .youAnswered("You answered: " + shown.answered() + ".")
        .weNeeded("We needed: " + shown.needed() + ".")
        .because("Every object of the cluster goes through these calls.").read("L03")
        .shown(RandomLife.shown(story, shown, "seed " + seed.value() + ", shortened from "
            + (difference.get().index() + 1) + " to " + story.size() + " questions"))
        .asFailure();
  }

  /// A store that frees nothing fills its worker's heap; the grader says so when the worker ends.
  /// Each round leaves a deleted key of two megabytes, and then each overwrites as much of values: a
  /// store that frees only one of the two ends in the same way. Little of this crosses to the worker:
  /// the array once, and of a long name its last letter; one beyond Latin-1 makes it twice as large.
  /// The array comes last, as both sides compare it at each question from then on.
  @Task(5)
  void memory_falls_after_compaction(RevisionStore store) {
    String millionLetters = "\u03a9".repeat(1 << 20);
    for (int round = 1; round <= ROUNDS; round++) {
      String name = ("/gone/" + round).concat(millionLetters);
      store.put(name, new byte[1]);
      store.delete(name);
      if (round % 4 == 0) store.compact(store.revision());
    }
    byte[] megabyte = new byte[1 << 20];
    for (int round = 1; round <= ROUNDS; round++) {
      store.put("/busy/1", megabyte);
      store.put("/busy/2", megabyte);
      if (round % 4 == 0) store.compact(store.revision());
    }
  }
}
