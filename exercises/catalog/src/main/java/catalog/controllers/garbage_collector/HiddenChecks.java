package catalog.controllers.garbage_collector;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.foundation.machine.Randomness;

/// The hidden checks of X22: late news, long chains, cycles, and random families.
@Hidden
class HiddenChecks {
  private static final int GENERATIONS = 150;
  private static final int ESTATES = 10;
  private static final String BIN = "example.com/bin";

  // Task 1

  @Task(1)
  void a_long_chain_is_no_trouble(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("o-0");
    IntStream.range(1, GENERATIONS).forEach(i -> estate.object("o-" + i, "o-" + (i - 1)));
    estate.settle().delete("o-0", "Background").settle()
        .telling("In a chain of " + GENERATIONS + " objects each owns the next. The first was"
            + " deleted.");
    estate.about("one object a judgement, and nothing is left")
        .because("Real chains are short, and somebody will make one of ten thousand.")
        .named("recursion", "Stack overflow at depth 10,000; use a queue.")
        .failWhen(estate.mostDeletesAtOnce() > 1);
    estate.leaves("All of them have lost their owner in the end.");
  }

  @Task(1)
  void news_may_come_in_any_order(GarbageCollector collector, Learner<GarbageCollector> learner,
      Seed seed) {
    Randomness chance = seed.random().branch("order");
    for (int i = 0; i < 6; i++) {
      GarbageCollector one = i == 0 ? collector : learner.start();
      Member ghost = Heirs.of("ghost", "u-ghost", List.of());
      Estate estate = new Estate(one).object("a").object("b", "a").object("c", "b", "a")
          .put(Heirs.of("d", "u-d", List.of(ghost)))
          .put(Heirs.of("e", "u-e", List.of(Heirs.of("d", "u-d", List.of()))))
          .shuffled(chance).settle().telling("`a` owns `b`, both own `c`. The owner of `d` is long"
              + " gone, and `d` owns `e`. The cache showed them in some order, with the seed "
              + seed.value() + ".");
      estate.leaves("Every kind has a watch of its own.", "a", "b", "c");
    }
  }

  @Task(1)
  void nobody_owns_across_namespaces(GarbageCollector collector) {
    Member owner = Heirs.in("prod", Heirs.of("web", "u-web", List.of()));
    Estate estate = new Estate(collector).put(owner).put(Heirs.of("pod", "u-pod", List.of(owner)))
        .settle().telling("`pod` in default names an owner `web`, which lies in prod. `pod` came"
            + " after it.");
    estate.leaves("An owner is looked for beside the object that names it; there is none.", "web");
  }

  @Task(1)
  void who_names_nobody_is_left_alone(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a").object("b").settle();
    estate.object("c", "a").settle().delete("b", "Background").settle()
        .telling("`a` owns `c`, nobody owns `a` and `b`, and a user deleted `b`.")
        .leaves("What people made, people delete.", "a", "c");
    estate.about("no question to the API server about those that are well, whose owners the cache"
        + " shows; you asked " + estate.asked() + " times")
        .because("In a cluster of 150,000 Pods each question counts.").failWhen(estate.asked() > 0);
  }

  @Task(1)
  void it_follows_when_owners_change(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a").object("b").object("c", "a").settle();
    estate.put(Heirs.of("c", "u-c", List.of(Heirs.of("b", "u-b", List.of())))).settle()
        .delete("a", "Background").settle()
        .telling("`c` was owned by `a`. It was given to `b`, and then `a` was deleted.")
        .leaves("It belongs to `b` now.", "b", "c");
    estate.delete("b", "Background").settle().telling("Then `b` was deleted, too.")
        .leaves("`b` was its owner.");
  }

  // Task 2

  @Task(2)
  void a_rumor_kills_nobody(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("web").object("pod", "web").settle();
    estate.rumor(Heirs.of("web", "u-web", List.of()).name()).settle()
        .telling("`web` owns `pod`, and lives. Your watch broke, and the cache said that `web` is"
            + " gone.")
        .leaves("A cache that has to begin anew says all kinds of things.", "pod", "web");
  }

  @Task(2)
  void between_look_and_deed_much_can_happen(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("web").object("pod", "web").settle();
    Member fresh = Heirs.of("pod", "u-fresh", List.of());
    estate.delete("web", "Background").atTheNextQuestion(() -> estate.atTheNextQuestion(
        () -> estate.unseen(fresh))).settle()
        .telling("`web` owned `pod`, and was deleted. While you asked whether it is really gone,"
            + " somebody deleted `pod` and made another one of its name.");
    estate.about("the new `pod` is left").because("It has done nothing wrong.")
        .named("deletes_without_a_precondition", "Between look and delete the object was"
            + " re-created; you deleted the new one. Pin the uid.")
        .failUnless(estate.has("pod"));
    estate.about("the new `pod` is left").failWhen(estate.isUnpinned());
  }

  @Task(2)
  void another_life_of_the_same_name_is_not_judged(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("web").object("pod", "web").object("leaf", "pod")
        .settle().delete("web", "Background");
    estate.unseen(Heirs.of("pod", "u-fresh", List.of())).settle()
        .telling("`web` owned `pod`, which owned `leaf`. `web` was deleted; meanwhile `pod` was"
            + " deleted and made again, which your cache does not know yet.")
        .leaves("The new `pod` has no owner, and the old one is gone.", "pod");
  }

  @Task(2)
  void who_is_not_sure_comes_back(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("web").object("pod", "web").settle()
        .silent("web").delete("web", "Background").settle()
        .telling("`web` owned `pod` and was deleted; but the API server cannot say anything about"
            + " `web` for now.");
    estate.about("`pod` is left, and is looked at again later")
        .because("No answer is no proof of death, and nobody will ask you again.")
        .failUnless(estate.has("pod") && estate.wantsAnotherLook());
    estate.speaking().later().telling("Then it could.").leaves("Now you know.");
    estate.object("a").object("b", "a").settle().silent("b").delete("a", "Background").settle()
        .telling("`a` owned `b` and was deleted, and nothing can be said about `b` for now.");
    estate.about("`b` is looked at again later").failUnless(estate.wantsAnotherLook());
    estate.speaking().later().telling("Then it could.").leaves("Now you know.");
    estate.nowhere("pod-of-nowhere").object("disk").put(Heirs.of("disk", "u-disk",
        List.of(Heirs.of("pod-of-nowhere", "u-nowhere", List.of())))).settle()
        .telling("`disk` names an owner, and `living` says that this place is impossible.")
        .leaves("Nobody can tell whether it has an owner.", "disk");
  }

  @Task(2)
  void a_new_process_finishes_the_work(GarbageCollector collector,
      Learner<GarbageCollector> learner) {
    Estate estate = new Estate(collector).object("a").object("b", "a").object("c", "b")
        .object("d").object("e", "d").object("f").object("g", "f").settle()
        .delete("a", "Background").delete("d", "Orphan").delete("f", "Foreground").forgetNews()
        .restart(learner.start()).settle()
        .telling("`a` owned `b`, which owned `c`; `d` owned `e`; `f` owned `g`. `a` was deleted in"
            + " the background, `d` as an orphan maker and `f` in the foreground. Then your process"
            + " ended, and another one began with an empty memory.");
    estate.leaves("All that matters stands in the objects.", "e");
  }

  // Task 3

  @Task(3)
  void with_all_owners_it_goes(GarbageCollector collector) {
    new Estate(collector).object("a").object("b").object("c", "a", "b").settle()
        .delete("a", "Background").delete("b", "Background").settle()
        .telling("`a` and `b` owned `c`. Both were deleted at once.")
        .leaves("Nobody needs it any more.");
  }

  @Task(3)
  void an_owner_that_waits_lets_others_have_it(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a").object("b").object("gone")
        .object("c", "a", "b", "gone").settle().delete("gone", "Background")
        .delete("a", "Foreground").settle()
        .telling("`a`, `b` and `gone` owned `c`. `gone` was deleted, and `a` in the foreground.");
    estate.leaves("`b` still needs it, so `a` need not wait for it.", "b", "c");
    estate.about("`c` names b alone").failUnless(
        Heirs.ownersOf(estate.find("c")).equals(Set.of("u-b")));
  }

  // Task 4

  @Task(4)
  void the_leaves_fall_first(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a").object("b", "a");
    estate.put(Heirs.finalized(Heirs.of("c", "u-c", List.of(estate.find("b"))), BIN)).settle()
        .delete("a", "Foreground").settle()
        .telling("`a` owns `b`, which owns `c`, on which somebody"
            + " has a finalizer. `a` was deleted in the foreground.");
    estate.leaves("The foreground reaches down to the leaves.", "a", "b", "c");
    estate.finished("c", BIN).settle().telling("Then the finalizer was taken off.")
        .leaves("From the leaves up, all of them went.");
  }

  @Task(4)
  void who_does_not_block_is_not_waited_for(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a");
    estate.put(Heirs.finalized(Heirs.with("b", "u-b", List.of(Heirs.naming(estate.find("a"),
        false))), BIN)).settle().delete("a", "Foreground").settle()
        .telling("`a` owns `b`, without `blockOwnerDeletion`; somebody has a finalizer on `b`. `a`"
            + " was deleted in the foreground.");
    estate.leaves("`b` said that nobody has to wait for it.", "b");
    estate.about("`b` is being deleted").because("Its owner is gone.")
        .failUnless(estate.find("b").isBeingDeleted());
  }

  @Task(4)
  void who_waits_for_each_other_gets_free(GarbageCollector collector) {
    Estate estate = new Estate(collector);
    Member a = Heirs.of("a", "u-a", List.of());
    Member b = Heirs.of("b", "u-b", List.of(a));
    estate.put(Heirs.owned(a, List.of(Heirs.naming(b, true)))).put(b).settle()
        .delete("a", "Foreground").settle()
        .telling("`a` owns `b`, and `b` owns `a`. `a` was deleted in the foreground.");
    estate.about("nothing is left").because("Somebody has to let go first.")
        .named("waits_for_ever_on_a_cycle", "A and B each wait for the other in foreground.")
        .failUnless(estate.names().isEmpty());
  }

  @Task(4)
  void who_comes_late_goes_too(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a");
    estate.put(Heirs.finalized(Heirs.of("b", "u-b", List.of(estate.find("a"))), BIN)).settle()
        .delete("a", "Foreground").settle();
    estate.put(Heirs.of("c", "u-c", List.of(Heirs.of("a", "u-a", List.of())))).settle()
        .telling("`a` owns `b`, on which somebody has a finalizer. `a` was deleted in the"
            + " foreground, and then a new `c` named it as its owner.")
        .leaves("`c` was born to an owner that is dying.", "a", "b");
    estate.put(Heirs.without(estate.find("b"), Set.of("u-a"))).settle()
        .telling("Then `b` was taken from `a`.").leaves("Nothing keeps `a` any more.", "b");
  }

  @Task(4)
  void who_is_on_the_way_out_is_left_alone(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("a");
    estate.put(Heirs.finalized(Heirs.of("b", "u-b", List.of(estate.find("a"))), BIN)).settle()
        .delete("b", "Background").delete("a", "Background").settle()
        .telling("`a` owned `b`. Both were deleted, and somebody has a finalizer on `b`.")
        .leaves("Its finalizer is not yours.", "b");
    estate.about("`b` keeps the finalizer, and is not deleted twice").failUnless(
        estate.find("b").finalizers().equals(List.of(BIN)) && estate.mostDeletesAtOnce() == 0);
  }

  @Task(4)
  void random_families_end_rightly(GarbageCollector collector, Learner<GarbageCollector> learner,
      Seed seed) {
    Randomness chance = seed.random().branch("families");
    for (int i = 0; i < ESTATES; i++) {
      RandomEstate drawn = RandomEstate.draw(chance, 4 + chance.below(6), seed.value() + i);
      Estate estate = drawn.played(i == 0 ? collector : learner.start());
      estate.about(drawn.right() + ", each with its owners; you left " + estate.families())
          .because("One wrong owner is enough.")
          .failUnless(estate.families().equals(drawn.right()));
    }
  }
}
