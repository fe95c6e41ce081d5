package catalog.etcd.a_store_that_remembers;

import static catalog.etcd.a_store_that_remembers.Bytes.put;
import static catalog.etcd.a_store_that_remembers.Bytes.putUntil;
import static catalog.etcd.a_store_that_remembers.Bytes.quoted;
import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.OperationResult;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;

/// The visible checks of X03: the contract of a store, one short story a claim.
class Checks {

  // Task 1: number every change.

  @Task(1)
  void the_first_put_returns_2(RevisionStore store) {
    long empty = store.revision();
    weDid("We asked a new store for its revision.").youAnswered("You answered " + empty + ".")
        .weNeeded("An empty store is at revision 1.")
        .because("Revision 0 means \"now\" in a request, so no real revision may be 0.")
        .read("L03").failUnless(empty == 1);

    long first = put(store, "/a", "one");
    weDid("We put one key into a new store.").youAnswered("You returned " + first + ".")
        .weNeeded("The first put returns 2: each change takes the next number.").read("L03")
        .failUnless(first == 2);

    long newest = store.revision();
    weDid("We asked for the revision after the first put.")
        .youAnswered("You answered " + newest + ".")
        .weNeeded("The store stands at the revision of its newest change, 2.").read("L03")
        .failUnless(newest == 2);
  }

  @Task(1)
  void the_revision_belongs_to_the_store(RevisionStore store) {
    for (String key : List.of("/a", "/b")) {
      for (int write = 1; write <= 4; write++) {
        put(store, key, "write " + write);
      }
    }
    long ofA = store.get("/a", 0).map(Entry::modRevision).orElse(0L);
    long ofB = store.get("/b", 0).map(Entry::modRevision).orElse(0L);
    Feedback feedback = weDid("We wrote `/a` four times, then `/b` four times, and read both.")
        .youAnswered("`/a` was changed at %d and `/b` at %d.".formatted(ofA, ofB))
        .weNeeded("`/a` was changed last at 5 and `/b` at 9.")
        .because("One number for all keys makes one consistent picture.").read("L03");
    feedback.named("counter_per_key", ("Two keys both claim revision %d. The revision belongs to "
        + "the **store**: that is what makes one consistent picture.").formatted(ofA))
        .failWhen(ofA == ofB && ofA > 0);
    feedback.failUnless(ofA == 5 && ofB == 9);
  }

  @Task(1)
  void deleting_an_absent_key_uses_no_revision(RevisionStore store) {
    put(store, "/a", "one");
    OptionalLong absent = store.delete("/b");
    OptionalLong present = store.delete("/a");
    OptionalLong again = store.delete("/a");
    weDid("We put `/a` at 2, then deleted `/b`, which never was, then `/a`, then `/a` once more.")
        .youAnswered(
            "You returned %s, %s and %s.".formatted(said(absent), said(present), said(again)))
        .weNeeded("Only the deletion of a key that is there is a change: empty, 3, empty.")
        .because("A watcher would wake up for a change that changed nothing.").read("L03")
        .failUnless(absent.isEmpty() && present.equals(OptionalLong.of(3)) && again.isEmpty()
            && store.revision() == 3);
  }

  @Task(1)
  void a_key_made_again_begins_a_new_life(RevisionStore store) {
    put(store, "/a", "one");
    put(store, "/a", "two");
    checkLife(store, "We put `/a` at 2 and again at 3.", "created at 2, changed at 3, version 2");
    store.delete("/a");
    put(store, "/a", "three");
    checkLife(store, "We put `/a` at 2 and 3, deleted it at 4 and put it again at 5.",
        "created at 5, changed at 5, version 1");
  }

  private static void checkLife(RevisionStore store, String whatWeDid, String needed) {
    String life = store.get("/a", 0).map(it -> "created at %d, changed at %d, version %d".formatted(
        it.createRevision(), it.modRevision(), it.version())).orElse("nothing");
    weDid(whatWeDid).youAnswered("You say about `/a`: " + life + ".")
        .weNeeded("We needed: " + needed + ".")
        .because(
            "The numbers tell whether this is still the object we knew or a new one of its name.")
        .read("L03").failUnless(life.equals(needed));
  }

  // Task 2: read the past.

  @Task(2)
  void an_old_value_stays_readable(RevisionStore store) {
    put(store, "/a", "one");
    put(store, "/b", "other");
    put(store, "/a", "two");
    checkRead(store, 1, "nothing", "revision 1 is the empty store");
    checkRead(store, 2, "\"one\"", "that is what was written at 2");
    checkRead(store, 3, "\"one\"", "only `/b` changed at 3");
    checkRead(store, 4, "\"two\"", "that is what was written at 4");
    checkRead(store, 0, "\"two\"", "0 means now");
  }

  private static void checkRead(RevisionStore store, long revision, String needed, String reason) {
    String read = quoted(store.get("/a", revision));
    weDid("We put \"one\" into `/a` at 2, wrote `/b` at 3, put \"two\" into `/a` at 4, and read "
        + "`/a` at " + revision + ".")
        .youAnswered("You answered " + read + ".")
        .weNeeded("We needed " + needed + ", for " + reason + ".")
        .because("Whoever replays the past must see it as it was.").read("L03")
        .failUnless(read.equals(needed));
  }

  @Task(2)
  void a_deleted_key_is_gone_from_then_on(RevisionStore store) {
    putUntil(store, "/other", 6);
    put(store, "/a", "seven");
    put(store, "/other", "eight");
    store.delete("/a");
    put(store, "/other", "ten");
    String before = quoted(store.get("/a", 8));
    Feedback feedback = weDid("We put `/a` at 7, deleted it at 9, and read it at 8, 9, 10 and now.")
        .because("A ghost that still shows would be counted, scheduled and served.").read("L03");
    feedback.youAnswered("At 8 you answered " + before + ".")
        .weNeeded("At 8 the key is still there, with \"seven\".")
        .failUnless(before.equals("\"seven\""));
    for (long revision : new long[]{9, 10, 0}) {
      Optional<Entry> ghost = store.get("/a", revision);
      feedback.youAnswered("At %d you answered %s.".formatted(revision, quoted(ghost)))
          .weNeeded("From 9 on there is nothing.")
          .named("forgets_tombstones",
              "At revision 9 the key was deleted, you still show the value from %d.".formatted(
                  ghost.map(Entry::modRevision).orElse(0L)))
          .failWhen(ghost.isPresent());
    }
  }

  // Task 3: read a range.

  @Task(3)
  void a_range_is_sorted_and_says_what_it_kept_back(RevisionStore store) {
    for (String key : List.of("/d", "/b", "/a", "/c")) {
      put(store, key, "value of " + key);
    }
    store.delete("/b");
    put(store, "/b", "again");
    checkRange(store, "/a", "/d", 0, List.of("/a", "/b", "/c"), 3, false);
    checkRange(store, "/a", "/d", 2, List.of("/a", "/b"), 3, true);
    checkRange(store, "/a", "/d", 3, List.of("/a", "/b", "/c"), 3, false);
    checkRange(store, "/b", "/b", 0, List.of(), 0, false);
    checkRange(store, "/x", "/z", 5, List.of(), 0, false);
  }

  private static void checkRange(RevisionStore store, String from, String to, int limit,
      List<String> keys, long totalCount, boolean more) {
    RangeResult result = store.range(from, to, 0, limit);
    List<String> found = keysOf(result);
    weDid(
        "We put `/d`, `/b`, `/a` and `/c`, and asked for the range from `" + from + "` up to `" + to
            + "` with limit " + limit + ".")
        .youAnswered("You answered %s, totalCount %d, more %s.".formatted(
            found, result.totalCount(), result.more()))
        .weNeeded("We needed %s, totalCount %d, more %s.".formatted(keys, totalCount, more))
        .because("Clients read long lists page by page and must know when to ask again.")
        .read("L03")
        .failUnless(found.equals(keys) && result.totalCount() == totalCount
            && result.more() == more);
  }

  @Task(3)
  void a_range_is_one_picture_of_one_revision(RevisionStore store) {
    put(store, "/a", "at 2");
    put(store, "/b", "at 3");
    store.delete("/a");
    put(store, "/c", "at 5");
    for (long asked : new long[]{1, 2, 3, 4, 5, 0}) {
      long shown = asked == 0 ? 5 : asked;
      List<String> keys = switch ((int) shown) {
        case 1 -> List.of();
        case 2 -> List.of("/a");
        case 3 -> List.of("/a", "/b");
        case 4 -> List.of("/b");
        default -> List.of("/b", "/c");
      };
      RangeResult result = store.range("/", "0", asked, 0);
      weDid("We put `/a` at 2, `/b` at 3, deleted `/a` at 4, put `/c` at 5, and read them all at "
          + asked + ".")
          .youAnswered("You answered %s as the picture of revision %d.".formatted(
              keysOf(result), result.revision()))
          .weNeeded("We needed %s as the picture of revision %d.".formatted(keys, shown))
          .because("A watch goes on from the picture's revision; a wrong one loses changes.")
          .read("L03").failUnless(keysOf(result).equals(keys) && result.revision() == shown);
    }
  }

  @Task(3)
  void a_folder_ends_where_its_prefix_ends(RevisionStore store) {
    List<String> inside = List.of("/pods/a/db", "/pods/a/web", "/pods/a/\u00fcber");
    List<String> outside = List.of("/pods/a", "/pods/a-b/x", "/pods/a0", "/pods/ab", "/pods/b/web");
    inside.forEach(key -> put(store, key, "inside"));
    outside.forEach(key -> put(store, key, "outside"));
    List<String> found = keysOf(store.list("/pods/a", 0, 0));
    Feedback feedback = weDid("We put %s and %s, and listed the folder `/pods/a`."
        .formatted(inside, outside)).youAnswered("You answered " + found + ".")
        .weNeeded("We needed only what lies below that folder, all of it: " + inside + ".")
        .because("A reader of namespace a would see the secrets of namespace ab.").read("L03");
    feedback.named("prefix_end_by_adding_a_letter",
        "Prefix `/pods/a` also returned `/pods/ab`. The end of a prefix range is the prefix with "
            + "its last byte raised by one; and end your prefixes with `/`.")
        .failWhen(found.contains("/pods/ab"));
    feedback.failUnless(found.equals(inside));
  }

  // Task 4: all or nothing.

  @Task(4)
  void a_failed_compare_runs_the_other_list(RevisionStore store) {
    put(store, "/a", "taken");
    TransactionResult lost = store.transact(List.of(Compare.absent("/b"), Compare.absent("/a")),
        List.of(new Operation.Put("/b", Bytes.of("then"))),
        List.of(new Operation.Get("/a", 0), new Operation.Put("/c", Bytes.of("otherwise"))));
    weDid("We asked for \"if `/b` and `/a` are both absent\" while `/a` was there.")
        .youAnswered("You say succeeded = %s; `/b` holds %s, `/c` holds %s.".formatted(
            lost.succeeded(), quoted(store.get("/b", 0)), quoted(store.get("/c", 0))))
        .weNeeded("Every compare has to hold. One did not, so only the `otherwise` list runs.")
        .because("Two writers that both think they won overwrite each other.").read("L03")
        .failUnless(!lost.succeeded() && store.get("/b", 0).isEmpty()
            && quoted(store.get("/c", 0)).equals("\"otherwise\""));
    checkResults(lost, "Found \"taken\"", "Written \"otherwise\" over nothing");

    TransactionResult won = store.transact(List.of(Compare.unchangedSince("/a", 2)),
        List.of(new Operation.Put("/a", Bytes.of("mine")), new Operation.Delete("/c"),
            new Operation.Delete("/d"), new Operation.Get("/a", 0)),
        List.of());
    weDid("We asked for \"if `/a` is unchanged since 2\", and it was.")
        .youAnswered("You say succeeded = " + won.succeeded() + ".")
        .weNeeded("The compare holds, so the `then` list runs.").read("L03")
        .failUnless(won.succeeded());
    checkResults(won, "Written \"mine\" over \"taken\"", "Deleted \"otherwise\"", "Deleted nothing",
        "Found \"mine\"");
  }

  private static void checkResults(TransactionResult transaction, String... needed) {
    List<String> results = transaction.results().stream().map(Checks::said).toList();
    weDid("We read the results of the transaction's operations.")
        .youAnswered("You answered " + results + ".")
        .weNeeded("We needed one result for each operation, in order: " + List.of(needed) + ".")
        .because("Watchers are told from these results what changed, and what was there before.")
        .read("L03").failUnless(results.equals(List.of(needed)));
  }

  @Task(4)
  void a_transaction_uses_one_revision(RevisionStore store) {
    putUntil(store, "/old", 30);
    TransactionResult result = store.transact(List.of(),
        List.of(new Operation.Put("/a", Bytes.of("new")), new Operation.Put("/b", Bytes.of("new")),
            new Operation.Delete("/old")),
        List.of());
    List<String> at31 = keysOf(store.range("/", "0", 31, 0));
    Feedback feedback = weDid("At revision 30 a transaction put `/a` and `/b` and deleted `/old`.")
        .youAnswered("A reader at 31 sees %s, and the store stands at %d.".formatted(
            at31, store.revision()))
        .weNeeded("All three changes share revision 31.")
        .because("Whoever reads between two of them acts on a world that never was.").read("L03");
    feedback.named("revision_per_operation", "A reader at 31 saw half a transaction.")
        .failWhen(at31.contains("/a") && !at31.equals(List.of("/a", "/b")));
    feedback.failUnless(at31.equals(List.of("/a", "/b")) && store.revision() == 31
        && result.revision() == 31 && revisionsIn(result).equals(Set.of(31L)));
  }

  // Task 5: forget on purpose.

  @Task(5)
  void a_compacted_revision_is_refused(RevisionStore store) {
    putUntil(store, "/a", 60);
    store.compact(50);
    weDid("We compacted at 50 and read at 50.")
        .youAnswered("You answered " + quoted(store.get("/a", 50)) + ".")
        .weNeeded("The mark itself stays readable: \"at 50\".").read("L03")
        .failUnless(quoted(store.get("/a", 50)).equals("\"at 50\""));
    String old = outcomeOf(() -> store.get("/a", 49));
    String again = outcomeOf(() -> store.compact(50));
    String future = outcomeOf(() -> store.compact(61));
    weDid("We compacted at 50, with the store at 60; then read at 49, compacted at 50 again, and "
        + "compacted at 61.")
        .youAnswered("You answered %s, %s and %s.".formatted(old, again, future))
        .weNeeded("We needed: 49 compacted, oldest 50; 50 compacted, oldest 50; 61 is after 60.")
        .because("A reader who is not told takes a hole for the truth.").read("L03")
        .failUnless(old.equals("49 compacted, oldest 50")
            && again.equals("50 compacted, oldest 50") && future.equals("61 is after 60"));
  }

  @Task(5)
  void a_quiet_key_survives_compaction(RevisionStore store) {
    putUntil(store, "/busy", 11);
    put(store, "/quiet", "twelve");
    putUntil(store, "/busy", 60);
    store.compact(50);
    for (long revision : new long[]{50, 55, 0}) {
      Optional<Entry> quiet = store.get("/quiet", revision);
      Feedback feedback = weDid(
          "We wrote `/quiet` once, at 12, then `/busy` up to 60, and compacted at 50.")
          .youAnswered("At %d you show for `/quiet` %s.".formatted(revision, quoted(quiet)))
          .weNeeded("`/quiet` is alive and holds \"twelve\".").read("L03");
      feedback.named("compaction_deletes_the_newest_old_value",
          "We compacted at 50; a key last written at 12 is alive but you lost it. Keep the last "
              + "value at or before the mark.")
          .failWhen(quiet.isEmpty());
      feedback.failUnless(quoted(quiet).equals("\"twelve\""));
    }
  }

  /// How a call ended, in words: a refusal with its numbers, or `no refusal`.
  private static String outcomeOf(Runnable call) {
    try {
      call.run();
      return "no refusal";
    } catch (CompactedException refusal) {
      return "%d compacted, oldest %d".formatted(refusal.requested(), refusal.oldest());
    } catch (FutureRevisionException refusal) {
      return "%d is after %d".formatted(refusal.requested(), refusal.newest());
    }
  }

  private static String said(OperationResult result) {
    return switch (result) {
      case OperationResult.Written written ->
        "Written \"%s\" over %s".formatted(written.entry().text(), quoted(written.previous()));
      case OperationResult.Deleted deleted -> "Deleted " + quoted(deleted.previous());
      case OperationResult.Found found -> "Found " + quoted(found.entry());
    };
  }

  private static String said(OptionalLong revision) {
    return revision.isPresent() ? Long.toString(revision.getAsLong()) : "empty";
  }

  private static List<String> keysOf(RangeResult range) {
    return range.entries().stream().map(Entry::key).toList();
  }

  private static Set<Long> revisionsIn(TransactionResult transaction) {
    return transaction.results().stream()
        .filter(OperationResult.Written.class::isInstance).map(OperationResult.Written.class::cast)
        .map(written -> written.entry().modRevision())
        .collect(Collectors.toSet());
  }
}
