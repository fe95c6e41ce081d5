package catalog.controllers.garbage_collector;

import grader.check.Task;
import java.util.List;
import java.util.Set;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;

/// The visible checks of X22: small families, and ways to end them.
class Checks {
  private static final int PODS = 200;

  // Task 1: who belongs to whom?

  @Task(1)
  void a_family_goes_with_its_head(GarbageCollector collector) {
    new Estate(collector).object("deployment").object("set", "deployment").object("pod-1", "set")
        .object("pod-2", "set").object("other").settle().delete("deployment", "Background").settle()
        .telling("The object `deployment` owned `set`, which owned two Pods. It was deleted in the"
            + " background; `other` has nothing to do with it.")
        .leaves("What its owner is gone for costs money, and nobody looks after it.", "other");
  }

  @Task(1)
  void an_owner_made_again_is_another_one(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("web").object("pod", "web").settle()
        .delete("web", "Background").put(Heirs.of("web", "u-again", List.of())).settle()
        .telling("`web` owned `pod`. It was deleted, and at once made again with another uid.");
    estate.about("[web] is left").because("A name can be taken again; a uid cannot.")
        .named("matches_by_name",
            "A new Deployment has the old name; you kept Pods of the dead one.")
        .failWhen(estate.names().equals(Set.of("pod", "web")));
    estate.leaves("The new one owns nothing yet.", "web");
  }

  // Task 2: ask before you delete.

  @Task(2)
  void a_late_cache_kills_nobody(GarbageCollector collector) {
    Estate estate = new Estate(collector);
    Member owner = Heirs.of("web", "u-web", List.of());
    estate.unseen(owner);
    for (int i = 0; i < PODS; i++) estate.put(Heirs.of("pod-" + i, "u-" + i, List.of(owner)));
    estate.settle().telling("200 Pods are owned by `web`. It lives, but your cache has not shown it"
        + " yet.");
    estate.about("all 201 objects are left")
        .because("Between your cache and the truth lies a moment, and on a bad day a minute.")
        .named("trusts_the_cache",
            "**You deleted 200 live Pods.** The owner existed; your cache was"
                + " late. Ask the API before deleting.")
        .failWhen(estate.names().size() == 1);
    estate.about("all 201 objects are left").failUnless(estate.names().size() == PODS + 1);
  }

  // Task 3: more than one owner.

  @Task(3)
  void one_owner_of_two_is_enough(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("ann").object("bob").object("shared", "ann", "bob")
        .settle().delete("ann", "Background").settle()
        .telling("`ann` and `bob` owned `shared`. `ann` was deleted.");
    estate.about("[bob, shared] are left").because("Bob still works with it.")
        .named("deletes_if_any_owner_is_gone", "One owner still needs it.")
        .failWhen(estate.names().equals(Set.of("bob")));
    estate.leaves("Bob still works with it.", "bob", "shared");
    estate.about("`shared` names bob alone").because("A dead reference is only in the way.")
        .failUnless(Heirs.ownersOf(estate.find("shared")).equals(Set.of("u-bob")));
    estate.delete("bob", "Background").settle().telling("Then `bob` was deleted, too.")
        .leaves("Now nobody needs it.");
  }

  // Task 4: three ways to go.

  @Task(4)
  void orphans_are_set_free(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("set").object("pod-1", "set")
        .object("pod-2", "set").settle().delete("set", "Orphan").settle()
        .telling("`set` owned two Pods. It was deleted, and they were to stay.");
    estate.leaves("Somebody wants to adopt them.", "pod-1", "pod-2");
    estate.about("both name no owner").because("Else the next look would clear them away.")
        .failUnless(Heirs.ownersOf(estate.find("pod-1")).isEmpty()
            && Heirs.ownersOf(estate.find("pod-2")).isEmpty());
  }

  @Task(4)
  void in_the_foreground_the_owner_goes_last(GarbageCollector collector) {
    Estate estate = new Estate(collector).object("set")
        .put(Heirs.finalized(Heirs.of("pod", "u-pod", List.of(Heirs.of("set", "u-set",
            List.of()))), "example.com/disk"))
        .settle().delete("set", "Foreground").settle()
        .telling(
            "`set` owns `pod`, on which somebody else has a finalizer. `set` was deleted in the"
                + " foreground.");
    estate.leaves("Who deletes in the foreground wants to see the end of it.", "pod", "set");
    estate.about("`pod` is being deleted").because("The owner waits for it.")
        .failUnless(estate.find("pod").isBeingDeleted());
    estate.finished("pod", "example.com/disk").settle()
        .telling("Then that somebody took the finalizer off.").leaves("Now nothing is in the way.");
  }
}
