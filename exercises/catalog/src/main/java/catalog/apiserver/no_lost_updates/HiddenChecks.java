package catalog.apiserver.no_lost_updates;

import static catalog.apiserver.no_lost_updates.Things.ADDRESS;
import static catalog.apiserver.no_lost_updates.Things.ANY;
import static catalog.apiserver.no_lost_updates.Things.VOLUME;
import static catalog.apiserver.no_lost_updates.Things.held;
import static catalog.apiserver.no_lost_updates.Things.labelled;
import static catalog.apiserver.no_lost_updates.Things.web;
import static grader.check.Feedback.weDid;

import catalog.apiserver.no_lost_updates.RandomWrites.Difference;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Preconditions;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Reason;
import kube.controlplane.apiserver.registry.slot.Obj;

/// The hidden checks of X06: what comes between a look and a write, and many random writes.
@Hidden
class HiddenChecks {
  private static final int WRITES = 250;
  private static final int TRIES = 4;
  private static final Instant ELSEWHEN = Instant.parse("2020-01-01T00:00:00Z");

  @Task(1)
  void a_name_may_be_taken_while_you_look(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    shelf.rivalAfterRead(() -> shelf.lay(labelled(web(), "rival")));
    Outcome _ = Outcome.of(() -> registry.create(web(), shelf));
    Outcome second = Outcome.of(() -> registry.create(web().withSpec("{}"), shelf));
    weDid("Two created web at the same time, and a third a little later.")
        .youAnswered("The last one was " + second + ".")
        .weNeeded("It is refused: ALREADY_EXISTS.")
        .because("Only the write itself can tell whether a name is free.").read("L06")
        .failUnless(second.isRefusedWith(Reason.ALREADY_EXISTS));
  }

  @Task(2)
  void what_is_the_registrys_own_stays(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    refuses(registry, shelf, "another uid", seen.born("another", seen.created()),
        Reason.CONFLICT);
    refuses(registry, shelf, "another creation",
        seen.born(seen.uid(), Optional.of(ELSEWHEN)), Reason.INVALID);
    refuses(registry, shelf, "a deletion", seen.withDeleted(Optional.of(ELSEWHEN)),
        Reason.INVALID);
    Outcome same = Outcome.of(() -> registry.update(seen.withGeneration(99), shelf));
    weDid("A wish repeated web as it was read, with generation 99.")
        .youAnswered("It was " + same + ", after " + shelf.writes() + " writes.")
        .weNeeded("That changes nothing: no write, and web is answered as it is.")
        .because("The generation is counted, not told.").read("L06")
        .failUnless(same.equals(new Outcome.Done(Optional.of(seen))) && shelf.writes() == 0);
  }

  @Task(2)
  void a_write_that_changes_nothing_is_none(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Outcome answer = Outcome.of(() -> registry.update(web(), shelf));
    weDid("A client sent again what it had sent before.")
        .youAnswered("You answered: " + answer + ", after " + shelf.writes() + " writes.")
        .weNeeded("Nothing is written; web is answered with the version it has.")
        .because("Each new version wakes everybody who watches.").read("L06")
        .failUnless(answer.equals(new Outcome.Done(Optional.of(seen))) && shelf.writes() == 0);
  }

  @Task(2)
  void somebody_may_write_between_look_and_write(GenericRegistry registry) {
    for (boolean isNamed : new boolean[]{true, false}) {
      Drawer shelf = new Drawer();
      Obj seen = shelf.lay(web());
      shelf.rivalAfterRead(() -> shelf.replace(labelled(seen, "rival")));
      Obj wish = seen.withSpec("{\"image\":2}").withVersion(isNamed ? seen.resourceVersion() : "");
      Outcome answer = Outcome.of(() -> registry.update(wish, shelf));
      weDid("Right after you had looked at web, somebody else wrote it. The wish named "
          + (isNamed ? "the version before that." : "no version."))
          .youAnswered("It was " + answer + ".").weNeeded("It is refused: CONFLICT.")
          .because("What you compared is no longer what lies there.").read("L06")
          .failUnless(answer.isRefusedWith(Reason.CONFLICT));
    }
  }

  @Task(3)
  void the_other_door_has_the_same_lock(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj old = shelf.lay(web());
    Obj seen = shelf.replace(labelled(old, "new"));
    Obj report = seen.withStatus("{\"ready\":3}");
    Outcome late = Outcome.of(() -> registry
        .updateStatus(report.withVersion(old.resourceVersion()), shelf));
    Outcome other = Outcome.of(() -> registry
        .updateStatus(report.born("another", seen.created()), shelf));
    weDid("One status came for an old version of web, and one for another life of it.")
        .youAnswered("The first was " + late + ", the second " + other + ".")
        .weNeeded("Both are refused: CONFLICT.")
        .because("The status of a dead Pod must not land on its successor.").read("L06")
        .failUnless(late.isRefusedWith(Reason.CONFLICT) && other.isRefusedWith(Reason.CONFLICT));
    Outcome same = Outcome.of(() -> registry.updateStatus(seen.withSpec("{}"), shelf));
    weDid("A status came that was the stored one.")
        .youAnswered("You answered: " + same + ", after " + shelf.writes() + " writes.")
        .weNeeded("Nothing is written.")
        .because("A thousand nodes report; most of it is no news.").read("L06")
        .failUnless(same.equals(new Outcome.Done(Optional.of(seen))) && shelf.writes() == 0);
  }

  @Task(4)
  void nothing_new_holds_back_what_is_to_go(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj going = shelf.lay(held(web(), VOLUME, ADDRESS).withDeleted(Optional.of(shelf.now())));
    Outcome added = Outcome.of(() -> registry
        .update(held(going, VOLUME, ADDRESS, "example.com/late"), shelf));
    weDid("Web was to go, and an update added a finalizer.")
        .youAnswered("It was " + added + ".").weNeeded("It is refused: INVALID.")
        .because("Whoever waits for the end must be able to count what is left.").read("L06")
        .failUnless(added.isRefusedWith(Reason.INVALID));
    Outcome fewer = Outcome.of(() -> registry.update(held(going, ADDRESS), shelf));
    weDid("Web was to go, and one of its two finalizers was taken off.")
        .youAnswered("You answered: " + fewer + ".")
        .weNeeded("It stays, with the other one.")
        .because("Each finalizer is a promise of its own.").read("L06")
        .failUnless(shelf.now(going).map(Obj::finalizers)
            .equals(Optional.of(held(web(), ADDRESS).finalizers())));
  }

  @Task(4)
  void going_twice_changes_nothing(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj going = shelf.lay(held(web(), VOLUME).withDeleted(Optional.of(shelf.now())));
    shelf.passes(Duration.ofMinutes(1));
    Outcome again = Outcome.ofDeletion(() -> registry.delete("shop", "web", ANY, shelf));
    weDid("Web was to go, and a minute later it was deleted once more.")
        .youAnswered("You answered: " + again + ", after " + shelf.writes() + " writes.")
        .weNeeded("It is as it was, and still since the first time.")
        .because("It went when it was told first.").read("L06")
        .failUnless(again.equals(new Outcome.Done(Optional.of(going))) && shelf.writes() == 0);
  }

  @Task(4)
  void a_deletion_may_mean_one_life(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj old = shelf.lay(web());
    Obj seen = shelf.lay(web());
    Outcome life = deleted(registry, shelf, new Preconditions(old.uid(), ""));
    Outcome version = deleted(registry, shelf, new Preconditions("", old.resourceVersion()));
    weDid("Web was made anew. Then one deletion meant the old uid, and one the old version.")
        .youAnswered("The first was " + life + ", the second " + version + ".")
        .weNeeded("Both are refused: CONFLICT.")
        .because("A late order for the dead must not kill the living.").read("L06")
        .failUnless(life.isRefusedWith(Reason.CONFLICT)
            && version.isRefusedWith(Reason.CONFLICT));
    shelf.rivalAfterRead(() -> shelf.replace(labelled(seen, "rival")));
    Outcome raced = deleted(registry, shelf, ANY);
    weDid("Right after you had looked at web to delete it, somebody else wrote it.")
        .youAnswered("The deletion was " + raced + ".").weNeeded("It is refused: CONFLICT.")
        .because("It may have got a finalizer just now.").read("L06")
        .failUnless(raced.isRefusedWith(Reason.CONFLICT));
  }

  @Task(5)
  void a_change_sees_what_is_stored(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj first = shelf.lay(web());
    Rivalry rivalry = new Rivalry(shelf, seen -> seen.withSpec("{\"image\":2}"), 1,
        seen -> labelled(seen, "busy-" + seen.resourceVersion()), 2);
    Outcome answer = Outcome.of(() -> registry.retrying("shop", "web", rivalry, 5, shelf));
    weDid("Twice somebody else wrote while our change was being made.")
        .youAnswered("You asked for the change " + rivalry.tries() + " times"
            + (rivalry.sawOldObject() ? ", also of an object that was no longer so" : "")
            + ". You answered: " + answer + ".")
        .weNeeded("Three times, and each time of the object as it was stored just then.")
        .because("A change of what is no longer so undoes what others did.").read("L06")
        .failUnless(!rivalry.sawOldObject() && rivalry.tries() == 3
            && answer.equals(new Outcome.Done(shelf.now(first))));
  }

  @Task(5)
  void it_gives_up_after_so_many_tries(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    shelf.lay(web());
    Rivalry rivalry = new Rivalry(shelf, seen -> seen.withSpec("{\"image\":2}"), 1,
        seen -> labelled(seen, "busy-" + seen.resourceVersion()), Integer.MAX_VALUE);
    Outcome answer = Outcome.of(() -> registry.retrying("shop", "web", rivalry, TRIES, shelf));
    weDid("Somebody else was faster every time; at most " + TRIES + " tries were allowed.")
        .youAnswered("After " + rivalry.tries() + " tries it was " + answer + ".")
        .weNeeded("After " + TRIES + " tries it is refused: CONFLICT.")
        .because("Who tries for ever never says that something is wrong.").read("L06")
        .failUnless(answer.isRefusedWith(Reason.CONFLICT) && rivalry.tries() == TRIES);
  }

  @Task(5)
  void only_a_conflict_is_tried_again(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    shelf.lay(web());
    Rivalry rivalry = new Rivalry(shelf, seen -> seen.withDeleted(Optional.of(ELSEWHEN)), 0,
        seen -> seen);
    Outcome invalid = Outcome.of(() -> registry.retrying("shop", "web", rivalry, TRIES, shelf));
    weDid("The change was one that cannot be: it told the time of a deletion.")
        .youAnswered("After " + rivalry.tries() + " tries it was " + invalid + ".")
        .weNeeded("After one try it is refused: INVALID.")
        .because("Looking again makes a wrong wish no better.").read("L06")
        .failUnless(invalid.isRefusedWith(Reason.INVALID) && rivalry.tries() == 1);
    Outcome absent = Outcome.of(() -> registry.retrying("shop", "db", rivalry, TRIES, shelf));
    weDid("We asked to change db, which is not there.").youAnswered("It was " + absent + ".")
        .weNeeded("It is refused: NOT_FOUND.")
        .because("A change of nothing is a mistake to hear of.").read("L06")
        .failUnless(absent.isRefusedWith(Reason.NOT_FOUND) && rivalry.tries() == 1);
  }

  @Task(5)
  void random_writes_come_to_the_same(GenericRegistry registry, Seed seed) {
    for (boolean counts : new boolean[]{true, false}) {
      Optional<Difference> difference = new RandomWrites(seed.random().branch("writes " + counts),
          registry, counts).firstOf(WRITES);
      if (difference.isEmpty()) continue;
      throw weDid((counts ? "" : "This kind counts no generations. ")
          + difference.get().asked() + " (random writes of seed " + seed.value() + ")")
          .youAnswered("You: " + difference.get().answered() + ".")
          .weNeeded("We needed: " + difference.get().needed() + ".")
          .because("Every write of the cluster takes this way.").read("L06").asFailure();
    }
  }

  private static Outcome deleted(GenericRegistry registry, Drawer shelf, Preconditions wanted) {
    return Outcome.ofDeletion(() -> registry.delete("shop", "web", wanted, shelf));
  }

  private static void refuses(GenericRegistry registry, Drawer shelf, String what, Obj wish,
      Reason reason) {
    Outcome answer = Outcome.of(() -> registry.update(wish, shelf));
    weDid("A wish for web said " + what + ".").youAnswered("It was " + answer + ".")
        .weNeeded("It is refused: " + reason + ".")
        .because("Others recognize an object by what never changes.").read("L06")
        .failUnless(answer.isRefusedWith(reason) && shelf.writes() == 0);
  }
}
