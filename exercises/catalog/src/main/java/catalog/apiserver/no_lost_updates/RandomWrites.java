package catalog.apiserver.no_lost_updates;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.GenericRegistry.Preconditions;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.OptimisticRegistry;
import kube.foundation.machine.Randomness;

/// A random life of two objects, put to a learner's registry and to ours side by side.
final class RandomWrites {
  private static final List<String> NAMES = List.of("web", "db");
  private static final List<String> SPECS = List.of("{}", "{\"image\":2}", "{\"image\":3}");
  private static final Instant ELSEWHEN = Instant.parse("2020-01-01T00:00:00Z");

  private final Randomness chance;
  private final GenericRegistry learners;
  private final GenericRegistry ours = new OptimisticRegistry();
  private final Drawer theirShelf;
  private final Drawer ourShelf;

  RandomWrites(Randomness chance, GenericRegistry learners, boolean countsGenerations) {
    this.chance = chance;
    this.learners = learners;
    this.theirShelf = countsGenerations ? new Drawer() : Drawer.withoutGenerations();
    this.ourShelf = countsGenerations ? new Drawer() : Drawer.withoutGenerations();
  }

  /// The first write that came to something else.
  record Difference(String asked, String answered, String needed) {}

  /// One question, and what each registry makes of it on its shelf.
  private record Question(String words, Ask ask) {}

  private interface Ask {
    Outcome of(GenericRegistry registry, Drawer shelf);
  }

  Optional<Difference> firstOf(int writes) {
    for (int write = 0; write < writes; write++) {
      Obj thing = Things.named(chance.pick(NAMES));
      Optional<Obj> before = ourShelf.now(thing);
      Question question = draw(before.orElse(thing), before.isPresent());
      String needed = seen(question, ours, ourShelf, thing);
      String answered = seen(question, learners, theirShelf, thing);
      if (!answered.equals(needed)) {
        return Optional.of(new Difference("On the shelf lay " + Outcome.shown(before)
            + ". We asked to " + question.words(), answered, needed));
      }
      theirShelf.passes(Duration.ofSeconds(1));
      ourShelf.passes(Duration.ofSeconds(1));
    }
    return Optional.empty();
  }

  private static String seen(Question question, GenericRegistry registry, Drawer shelf,
      Obj thing) {
    int before = shelf.writes();
    Outcome outcome = question.ask().of(registry, shelf);
    Optional<Obj> lies = shelf.now(thing);
    boolean isReleased = outcome instanceof Outcome.Done(Optional<Obj> last) && last.isPresent()
        && lies.isEmpty();
    return (isReleased ? "done" : outcome) + "; on the shelf lies " + Outcome.shown(lies)
        + " after " + (shelf.writes() - before) + " writes";
  }

  private Question draw(Obj stored, boolean isThere) {
    if (!isThere && chance.below(4) > 0) return creation(wish(stored));
    return switch (chance.below(8)) {
      case 0 -> creation(wish(stored));
      case 1, 2 -> {
        Obj wish = wish(stored);
        yield new Question("report the status with " + Outcome.shown(wish) + ".",
            (registry, shelf) -> Outcome.of(() -> registry.updateStatus(
                shelf.equals(ourShelf) ? wish.withRestOf(stored) : wish, shelf)));
      }
      case 3 -> deletion(stored);
      case 4 -> retry(stored);
      default -> {
        Obj wish = wish(stored);
        yield new Question("update it to " + Outcome.shown(wish) + ".",
            (registry, shelf) -> Outcome.of(() -> registry.update(wish, shelf)));
      }
    };
  }

  private static Question creation(Obj wish) {
    return new Question("create " + Outcome.shown(wish) + ".",
        (registry, shelf) -> Outcome.of(() -> registry.create(wish, shelf)));
  }

  private Question deletion(Obj stored) {
    Preconditions wanted = new Preconditions(
        chance.pick(List.of("", stored.uid(), stored.uid(), "another")),
        chance.pick(List.of("", stored.resourceVersion(), "old")));
    return new Question("delete it, with uid \"" + wanted.uid() + "\" and version \""
        + wanted.resourceVersion() + "\".",
        (registry, shelf) -> Outcome.ofDeletion(
            () -> registry.delete(stored.namespace(), stored.name(), wanted, shelf)));
  }

  private Question retry(Obj stored) {
    String spec = chance.pick(SPECS);
    int disturbed = chance.below(3);
    return new Question("change its spec to " + spec + " in 2 tries, of which others disturb "
        + disturbed + ".",
        (registry, shelf) -> Outcome.of(() -> registry.retrying(
            stored.namespace(), stored.name(), new Rivalry(shelf, seen -> seen.withSpec(spec), 1,
                seen -> Things.labelled(seen, "busy-" + seen.resourceVersion()), disturbed),
            2, shelf)));
  }

  /// What a client may send: mostly sound, and now and then with something that is not its own.
  private Obj wish(Obj stored) {
    Obj wish = chance.chance(0.5) ? stored.withSpec(chance.pick(SPECS)) : stored;
    if (chance.chance(0.3)) wish = wish.withStatus("{\"ready\":" + chance.below(3) + "}");
    if (chance.chance(0.3)) wish = Things.labelled(wish, chance.pick(NAMES));
    if (chance.chance(0.4)) {
      wish = Things.held(wish, chance.pick(List.of(new String[0], new String[]{Things.VOLUME},
          new String[]{Things.ADDRESS}, new String[]{Things.VOLUME, Things.ADDRESS})));
    }
    wish = wish.withVersion(chance.pick(List.of("", "old", stored.resourceVersion(),
        stored.resourceVersion(), stored.resourceVersion())));
    if (chance.chance(0.3)) wish = wish.withGeneration(99);
    if (chance.chance(0.3)) wish = wish.born("", Optional.empty());
    if (chance.chance(0.1)) wish = wish.born("another", stored.created());
    if (chance.chance(0.1)) wish = wish.born(stored.uid(), Optional.of(ELSEWHEN));
    if (chance.chance(0.2)) wish = wish.withDeleted(Optional.empty());
    if (chance.chance(0.1)) wish = wish.withDeleted(Optional.of(ELSEWHEN));
    return wish;
  }
}
