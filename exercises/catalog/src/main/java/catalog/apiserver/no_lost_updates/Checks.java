package catalog.apiserver.no_lost_updates;

import static catalog.apiserver.no_lost_updates.Things.ANY;
import static catalog.apiserver.no_lost_updates.Things.VOLUME;
import static catalog.apiserver.no_lost_updates.Things.counter;
import static catalog.apiserver.no_lost_updates.Things.held;
import static catalog.apiserver.no_lost_updates.Things.labelled;
import static catalog.apiserver.no_lost_updates.Things.web;
import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import java.util.Optional;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Reason;
import kube.controlplane.apiserver.registry.slot.Obj;

/// The visible checks of X06: one object, and at most two who write to it.
class Checks {
  private static final int RIVALS = 8;
  private static final int EACH = 200;
  private static final int IN_THE_WAY = 397;

  @Task(1)
  void a_new_object_gets_an_identity(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Outcome answer = Outcome.of(() -> registry.create(
        web().born("borrowed", Optional.empty()).withGeneration(7), shelf));
    Optional<Obj> lies = shelf.now(web());
    Feedback birth = weDid("We created web. Its wish said uid borrowed and generation 7.")
        .youAnswered("You answered: " + answer + ".").weNeeded("We needed uid life-1, the time of"
            + " the shelf as its creation, generation 1 and no deletion, stored and answered.")
        .because("Others tell a new object from its predecessor by these fields.").read("L06");
    birth.failUnless(answer.equals(new Outcome.Done(lies)));
    birth.failUnless(lies.equals(Optional.of(web().born("life-1", Optional.of(shelf.now()))
        .withGeneration(1).withVersion(lies.map(Obj::resourceVersion).orElse("")))));
  }

  @Task(1)
  void a_name_is_taken_once(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj first = shelf.lay(web());
    Outcome answer = Outcome.of(() -> registry.create(web().withSpec("{}"), shelf));
    weDid("We created web, and then somebody else created web.")
        .youAnswered("The second was " + answer + ".").weNeeded("It is refused: ALREADY_EXISTS.")
        .because("Two who choose the same name must not share one object by accident.")
        .read("L06").failUnless(answer.isRefusedWith(Reason.ALREADY_EXISTS)
            && shelf.now(first).equals(Optional.of(first)));
  }

  @Task(2)
  void a_wish_takes_the_place_of_the_version_it_names(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Obj wish = labelled(web(), "new").withSpec("{\"image\":2}")
        .withVersion(seen.resourceVersion());
    Outcome answer = Outcome.of(() -> registry.update(wish, shelf));
    Optional<Obj> lies = shelf.now(seen);
    Optional<Obj> needed = Optional.of(wish.born(seen.uid(), seen.created()).withGeneration(2)
        .withVersion(lies.map(Obj::resourceVersion).orElse("")));
    weDid("We changed the spec and a label of web, naming the version that we had read and neither"
        + " uid nor creation.").youAnswered("You answered: " + answer + ". On the shelf lies "
            + Outcome.shown(lies) + ".")
        .weNeeded(
            "The wish is stored and answered with the old uid and creation, and generation 2.")
        .because("A client need not repeat what it cannot change.").read("L06")
        .failUnless(shelf.writes() == 1 && answer.equals(new Outcome.Done(lies))
            && lies.equals(needed));
  }

  @Task(2)
  void a_late_wish_is_a_conflict(GenericRegistry registry) {
    Drawer shelf = Drawer.withRisingVersions();
    Obj seen = shelf.lay(web());
    Obj byAnn = shelf.replace(seen.withSpec("{\"image\":2,\"replicas\":1}").withGeneration(2));
    Outcome answer = Outcome.of(() -> registry
        .update(seen.withSpec("{\"image\":1,\"replicas\":5}"), shelf));
    Feedback late = weDid("Ann and Bob read web. Ann saved image 2, then Bob saved replicas 5.")
        .youAnswered("Bob's save was " + answer + ".").weNeeded("It is refused: CONFLICT.")
        .because("Bob never saw what Ann did, so he cannot have meant to undo it.").read("L06");
    late.named("last_writer_wins", "Ann set image=2, Bob set replicas=5, Bob's save erased Ann's."
        + " Compare versions before storing.")
        .failWhen(answer.isDone() && !shelf.now(seen).equals(Optional.of(byAnn)));
    late.failUnless(answer.isRefusedWith(Reason.CONFLICT)
        && shelf.now(seen).equals(Optional.of(byAnn)));
  }

  @Task(2)
  void versions_are_equal_or_not(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj older = shelf.lay(web());
    Obj newer = shelf.replace(older.withSpec("{\"image\":2}").withGeneration(2));
    Outcome answer = Outcome.of(() -> registry.update(older.withSpec("{\"image\":3}"), shelf));
    Feedback order = weDid("Web had version " + older.resourceVersion() + ", then version "
        + newer.resourceVersion() + ". A wish named the first.")
        .youAnswered("It was " + answer + ".").weNeeded("It is refused: CONFLICT.")
        .because("Only equality says that nobody wrote in between.").read("L06");
    order.named("compares_with_less_than", "Our store may hand out versions in any order of"
        + " strings; test for equality.").failWhen(answer.isDone() && refusesRising(registry));
    order.failUnless(answer.isRefusedWith(Reason.CONFLICT));
  }

  private static boolean refusesRising(GenericRegistry registry) {
    Drawer shelf = Drawer.withRisingVersions();
    Obj older = shelf.lay(web());
    Obj _ = shelf.replace(older);
    return Outcome.of(() -> registry.update(older, shelf)).isRefusedWith(Reason.CONFLICT);
  }

  @Task(2)
  void who_names_no_version_writes_over_any(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Outcome answer = Outcome.of(() -> registry.update(web().withSpec("{\"image\":9}"), shelf));
    weDid("A wish for web named no version.").youAnswered("It was " + answer + ".")
        .weNeeded("It is stored: no version means that any will do.")
        .because("Some clients know that only they write, and do not read first.").read("L06")
        .failUnless(answer.isDone()
            && shelf.now(seen).map(Obj::spec).equals(Optional.of("{\"image\":9}")));
  }

  @Task(2)
  void a_generation_counts_wishes(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Outcome answer = Outcome.of(() -> registry.update(labelled(seen, "other"), shelf));
    long generation = shelf.now(seen).map(Obj::generation).orElse(0L);
    Feedback label = weDid("We changed a label of web, at generation 1.")
        .youAnswered("You answered: " + answer + ".").weNeeded("Its generation stays 1.")
        .because("Controllers would roll out anew what has not changed.").read("L06");
    label.named("counts_every_change",
        "Generation tells controllers *the wish changed*. It did not.").failWhen(generation == 2);
    label.failUnless(answer.isDone() && generation == 1);
  }

  @Task(3)
  void the_other_door_lets_status_through(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Obj wish = held(labelled(seen, "odd"), VOLUME).withSpec("{}").withStatus("{\"ready\":2}");
    Outcome answer = Outcome.of(() -> registry.updateStatus(wish, shelf));
    Optional<Obj> lies = shelf.now(seen);
    weDid("A kubelet reported another status, with an old spec, label and finalizer beside it.")
        .youAnswered("You answered: " + answer + ". On the shelf lies " + Outcome.shown(lies) + ".")
        .weNeeded("Only the status is new; the generation stays 1.")
        .because("Who reports what is must not undo what somebody wishes.").read("L06")
        .failUnless(answer.equals(new Outcome.Done(lies)) && lies.equals(Optional.of(seen
            .withStatus("{\"ready\":2}").withVersion(version(lies)))));
  }

  @Task(3)
  void the_front_door_leaves_the_status_alone(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Outcome answer = Outcome.of(() -> registry
        .update(seen.withSpec("{\"image\":2}").withStatus("{\"ready\":9}"), shelf));
    Optional<Obj> lies = shelf.now(seen);
    weDid("We sent another spec and another status through `update`.")
        .youAnswered("You answered: " + answer + ".").weNeeded("The status stays as it was.")
        .because("A file from yesterday would report a state that is long over.").read("L06")
        .failUnless(lies.map(Obj::status).equals(Optional.of("{\"ready\":1}"))
            && lies.map(Obj::spec).equals(Optional.of("{\"image\":2}")));
  }

  @Task(4)
  void what_nothing_holds_is_gone_at_once(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(web());
    Outcome answer = Outcome.ofDeletion(() -> registry.delete("shop", "web", ANY, shelf));
    Outcome again = Outcome.ofDeletion(() -> registry.delete("shop", "web", ANY, shelf));
    weDid("We deleted web, which has no finalizers, and then again.")
        .youAnswered("First: " + answer + ". Then: " + again + ".")
        .weNeeded("First it is gone and the answer is empty; then NOT_FOUND.")
        .because("What is gone must look gone.").read("L06")
        .failUnless(answer.equals(new Outcome.Done(Optional.empty()))
            && shelf.now(seen).isEmpty() && again.isRefusedWith(Reason.NOT_FOUND));
  }

  @Task(4)
  void a_finalizer_holds_it(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(held(web(), VOLUME));
    Outcome answer = Outcome.ofDeletion(() -> registry.delete("shop", "web", ANY, shelf));
    Optional<Obj> lies = shelf.now(seen);
    Feedback hold = weDid("We deleted web, which has the finalizer " + VOLUME + ".")
        .youAnswered("You answered: " + answer + ".")
        .weNeeded("It stays, says since when it is to go, and its generation is 2; that is the"
            + " answer too.")
        .because("Somebody has to clean up outside first, and needs the object for it.")
        .read("L06");
    hold.named("ignores_finalizers",
        "The volume was not released yet; its finalizer was ignored.").failWhen(lies.isEmpty());
    hold.failUnless(answer.equals(new Outcome.Done(lies)) && lies.equals(Optional.of(seen
        .withDeleted(Optional.of(shelf.now())).withGeneration(2).withVersion(version(lies)))));
  }

  @Task(4)
  void the_last_finalizer_lets_it_go(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj seen = shelf.lay(held(web(), VOLUME).withDeleted(Optional.of(shelf.now())));
    Outcome answer = Outcome.of(() -> registry.update(held(seen), shelf));
    weDid("Web was to go, and its last finalizer was taken off by an update.")
        .youAnswered("You answered: " + answer + ". On the shelf lies "
            + Outcome.shown(shelf.now(seen)) + ".")
        .weNeeded("Nothing lies there any more; the answer is the object as it was at the end.")
        .because("Otherwise it would linger for ever.").read("L06")
        .failUnless(shelf.now(seen).isEmpty() && answer.isDone());
  }

  @Task(5)
  void a_faster_rival_costs_one_more_try(GenericRegistry registry) {
    Drawer shelf = new Drawer();
    Obj first = shelf.lay(web());
    Rivalry rivalry = new Rivalry(shelf, seen -> seen.withSpec("{\"image\":2}"),
        1, seen -> labelled(seen, "busy"));
    Outcome answer = Outcome.of(() -> registry.retrying("shop", "web", rivalry, 5, shelf));
    weDid("While our change was being made, somebody else changed a label.")
        .youAnswered("You answered: " + answer + ".")
        .weNeeded("It is done, with our spec.")
        .because("A conflict is no failure; it is a request to look again.").read("L06")
        .failUnless(answer.equals(new Outcome.Done(shelf.now(first)))
            && shelf.now(first).map(Obj::spec).equals(Optional.of("{\"image\":2}")));
  }

  @Task(5)
  void eight_who_count_lose_nothing(GenericRegistry registry) throws GenericRegistry.Refused {
    Drawer shelf = new Drawer();
    Obj counter = shelf.lay(counter());
    int others = (RIVALS - 1) * EACH;
    int inTheWay = IN_THE_WAY;
    for (int mine = 0; mine < EACH; mine++) {
      int rivals = Math.min(2, inTheWay);
      Rivalry rivalry = new Rivalry(shelf, Things::counted, rivals, Things::counted);
      Obj _ = registry.retrying("shop", "web", rivalry, 5, shelf);
      inTheWay -= rivals;
    }
    for (int quietly = 0; quietly < others - IN_THE_WAY; quietly++) {
      shelf.replace(Things.counted(shelf.now(counter).orElseThrow()));
    }
    int sum = Integer.parseInt(shelf.now(counter).orElseThrow().spec());
    Feedback count = weDid("Eight programs counted to 200 in one object, seven of them ours. Often"
        + " two of ours were faster than you.")
        .youAnswered("The counter is %,d.".formatted(sum)).weNeeded("It is 1,600.")
        .because("Whoever changes what is no longer so, undoes what others did.").read("L06");
    count.named("forces_it_through", "You forced it through: the counter is %,d, not 1,600."
        .formatted(sum) + " Re-read, then change.").failWhen(sum < RIVALS * EACH);
    count.failUnless(sum == RIVALS * EACH);
  }

  private static String version(Optional<Obj> lies) {
    return lies.map(Obj::resourceVersion).orElse("");
  }
}
