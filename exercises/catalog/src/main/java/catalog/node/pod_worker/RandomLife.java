package catalog.node.pod_worker;

import static kube.node.kubelet.plan.ContainerSeen.Role.APP;
import static kube.node.kubelet.plan.ContainerSeen.Role.EPHEMERAL;
import static kube.node.kubelet.plan.ContainerSeen.Role.INIT;
import static kube.node.kubelet.plan.ContainerSeen.Role.SIDECAR;

import grader.check.Seed;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import kube.foundation.machine.Randomness;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.PlannedSync;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen.Room;
import kube.node.kubelet.plan.PodSync;

/// A Pod to which things happen by chance, led by the worker and compared with ours at every turn.
final class RandomLife {
  private static final List<String> POLICIES = List.of("Always", "OnFailure", "Never");
  private static final String VISITOR = "debug";
  private static final int TURNS = 14;
  private static final int LAST_TURNS = 5;

  private final Cabin cabin;
  private final PlannedSync ours = new PlannedSync();
  private final Randomness chance;
  private final Seed seed;

  RandomLife(PodSync worker, Randomness chance, Seed seed) {
    this.cabin = new Cabin(worker).policy(chance.pick(POLICIES));
    this.chance = chance;
    this.seed = seed;
    for (int i = chance.below(3); i > 0; i--) {
      cabin.with(chance.chance(0.5) ? SIDECAR : INIT, "init" + i);
    }
    for (int i = 1 + chance.below(2); i > 0; i--) cabin.with(APP, "app" + i);
    if (chance.chance(0.2)) cabin.with(EPHEMERAL, VISITOR);
    for (String name : cabin.names(one -> one.role() != EPHEMERAL)) {
      if (chance.chance(0.3)) cabin.slow(name);
      if (chance.chance(0.2)) cabin.ownPolicy(name, chance.pick(POLICIES));
    }
  }

  void live() {
    for (int number = 0; number < TURNS; number++) {
      if (number == TURNS - LAST_TURNS) end();
      PodPlan wanted = ours.sync(cabin.wish(), cabin.seen(), cabin.now());
      String word = ours.phase(cabin.wish(), cabin.seen());
      cabin.telling("Seed " + seed.value() + ". " + cabin.inWords());
      if (!cabin.seen().isEnding()) cabin.mustBe(word, "It is a sum of its containers.");
      cabin.turn().mustDo("That is what follows from what is seen.",
          wanted.steps().stream().map(Cabin::words).toArray(String[]::new))
          .mustLookAgain(wanted.lookAgain(), "The earliest end of a wait.");
      happen();
    }
  }

  private void end() {
    if (chance.chance(0.7)) cabin.deleted();
    else
      cabin.ending();
  }

  /// One or two things, of those that can happen to such a Pod.
  private void happen() {
    for (int i = chance.below(2) + 1; i > 0; i--) {
      switch (chance.below(12)) {
        case 0 -> cabin.wait(5 + chance.below(20));
        case 1 -> any(one -> one.activity() == Activity.RUNNING && one.role() != EPHEMERAL,
            cabin::changed);
        case 2 -> any(one -> one.activity() == Activity.NEW
            || (one.activity() == Activity.ENDED && one.role() == APP), this::prepare);
        case 3 -> {
          if (chance.chance(0.3)) cabin.room(chance.chance(0.5) ? Room.NONE : Room.STOPPED);
        }
        case 4, 5, 6 -> any(one -> one.activity() == Activity.RUNNING, cabin::hasStarted);
        default -> any(one -> one.isAlive() || one.activity() == Activity.PREPARING, this::end);
      }
    }
  }

  private void prepare(String name) {
    if (cabin.room() == Room.READY) cabin.prepares(name);
  }

  private void end(String name) {
    if (!cabin.names(one -> one.name().equals(name) && one.isAlive()).isEmpty()) {
      cabin.ends(name, chance.chance(0.6) ? 0 : 1);
      if (!name.equals(VISITOR) && chance.chance(0.5)) cabin.mayNotStartFor(name, 10);
    } else {
      cabin.running(name);
    }
  }

  private void any(Predicate<ContainerSeen> which, Consumer<String> event) {
    List<String> names = cabin.names(which);
    if (!names.isEmpty()) event.accept(chance.pick(names));
  }
}
