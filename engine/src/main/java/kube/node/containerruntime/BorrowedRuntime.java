package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
import kube.node.containerruntime.ContainerRuntime.Launch;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.containerruntime.slot.CriRuntime;
import kube.node.containerruntime.slot.CriRuntime.ContainerView;
import kube.node.containerruntime.slot.CriRuntime.Filter;
import kube.node.containerruntime.slot.CriRuntime.PullPolicy;
import kube.node.containerruntime.slot.CriRuntime.State;
import org.jspecify.annotations.Nullable;

/// Lets somebody else's [CriRuntime] do what ours would do, and checks that it is done.
///
/// The programs and the network are the machine's, and so is every id that a kubelet sees: when the
/// part fails, what runs goes on, and ours looks after it. What ours had started before, theirs does
/// not know and is not asked about.
///
/// Owned by the loop.
final class BorrowedRuntime {

  /// So much later than the end of its grace a container has to be gone.
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Actor actor;
  private final Part<CriRuntime> part;
  private final SimulatedRuntime machine;
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, Instant> graces = new TreeMap<>();
  private @Nullable CriRuntime booted;
  private BorrowedMachine under;

  BorrowedRuntime(Actor actor, Part<CriRuntime> part, SimulatedRuntime machine) {
    this.actor = actor;
    this.part = part;
    this.machine = machine;
    this.under = new BorrowedMachine(actor, this, machine);
  }

  /// Asks for something new; empty when ours has to do it alone.
  private <R> Optional<R> ask(BiFunction<CriRuntime, BorrowedMachine, R> question,
      Part.Guard<R> guard) {
    return part.<Optional<R>>ask(cri -> {
      boot(cri);
      return Optional.of(question.apply(cri, under));
    }, answer -> under.offence().or(() -> answer.flatMap(given -> guard.lieIn(given))),
        Optional::empty);
  }

  /// Asks about what they know; empty when they do not know it, or have failed.
  private <R> Optional<R> askAbout(String ourId, BiFunction<CriRuntime, String, R> question,
      Part.Guard<R> guard) {
    return part.<Optional<R>>ask(cri -> {
      boot(cri);
      return Optional.ofNullable(names.get(ourId)).map(name -> question.apply(cri, name));
    }, answer -> under.offence().or(() -> answer.flatMap(given -> guard.lieIn(given))),
        Optional::empty);
  }

  /// A part that has not been asked before begins with an empty machine.
  @SuppressWarnings("ReferenceEquality") // Which instance it is, and not what it is like.
  private void boot(CriRuntime cri) {
    if (booted == cri) return;
    names.clear();
    graces.clear();
    under = new BorrowedMachine(actor, this, machine);
    booted = cri;
    cri.boot(under);
  }

  /// Runs work of theirs whose time has come, unless they are gone.
  void later(BorrowedMachine asked, Runnable work) {
    if (asked != under || !part.isForeign()) return;
    Boolean _ = part.ask(_ -> {
      work.run();
      return Boolean.TRUE;
    }, _ -> under.offence(), () -> Boolean.FALSE);
  }

  /// Under which of our ids they know something.
  Optional<String> oursOf(String name) {
    return names.entrySet().stream().filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey).findFirst();
  }

  /// Until when the container may end by itself.
  Optional<Instant> graceOf(String containerId) {
    return Optional.ofNullable(graces.get(containerId));
  }

  Room runSandbox(SandboxConfig config, Supplier<Room> ours) {
    if (!part.isForeign()) return ours.get();
    Once<Room> room = new Once<>(ours);
    Optional<String> name = ask((cri, tools) -> {
      tools.mayJoin(room);
      return cri.runSandbox(config);
    }, answer -> room.isDone() && room.done() instanceof Room.Refused
        ? Optional.empty()
        : lieInName(answer).or(() -> room.isDone()
            ? Optional.empty()
            : Optional.of("it ran a sandbox that has no network")));
    Room made = room.done();
    if (made instanceof Room.Made(Sandbox sandbox)) {
      name.ifPresent(known -> names.put(sandbox.id(), known));
    }
    return made;
  }

  private Optional<String> lieInName(String name) {
    if (name.isEmpty()) return Optional.of("it gave no id");
    return oursOf(name).isEmpty()
        ? Optional.empty()
        : Optional.of("it gave the id " + name + " to two things");
  }

  Launch start(String sandboxId, ContainerConfig wish, Supplier<Launch> ours) {
    if (!part.isForeign()) return ours.get();
    Once<Launch> program = new Once<>(ours);
    Optional<ContainerView> made = askAbout(sandboxId, (cri, room) -> {
      under.mayLaunch(program);
      String name = cri.create(room, wish);
      cri.start(name);
      return cri.list(new Filter(room, Optional.empty())).stream()
          .filter(view -> view.id().equals(name)).findFirst()
          .orElse(new ContainerView(name, room, "", 0, State.CREATED, 0));
    }, view -> lieInName(view.id()).or(() -> lieInStart(view, program, wish)));
    Launch launch = program.done();
    made.ifPresent(view -> names.put(launch.id(), view.id()));
    forgetOldRuns();
    return launch;
  }

  private static Optional<String> lieInStart(ContainerView view, Once<Launch> program,
      ContainerConfig wish) {
    if (!program.isDone()) return Optional.of("it started no program for " + wish.name());
    boolean isListed = view.name().equals(wish.name()) && view.attempt() == wish.attempt()
        && view.state() == (program.done() instanceof Launch.Started
            ? State.RUNNING
            : State.EXITED);
    return isListed
        ? Optional.empty()
        : Optional.of("it started " + wish.name() + " and lists it as " + view);
  }

  private void forgetOldRuns() {
    for (String old : List.copyOf(names.keySet())) {
      if (machine.knows(old)) continue;
      Optional<Boolean> _ = askAbout(old, (cri, name) -> {
        cri.remove(name);
        return Boolean.TRUE;
      }, _ -> Optional.empty());
      names.remove(old);
    }
  }

  void stop(String containerId, Duration grace, Runnable ours) {
    Instant until = actor.now().plus(grace);
    graces.merge(containerId, until, (one, other) -> one.isBefore(other) ? one : other);
    boolean isTheirs = askAbout(containerId, (cri, name) -> {
      cri.stop(name, grace);
      return Boolean.TRUE;
    }, _ -> Optional.empty()).isPresent();
    if (!isTheirs) {
      ours.run();
      graces.remove(containerId);
    } else {
      actor.after(grace.plus(SLACK), () -> requireEnd(containerId, until));
    }
  }

  private void requireEnd(String containerId, Instant until) {
    if (!machine.runs(containerId) || until.isAfter(actor.now())) return;
    if (part.isForeign() && names.containsKey(containerId)) {
      part.lied("a container still runs " + SLACK.toSeconds() + " s after the end of its grace");
    }
    machine.kill(containerId);
  }

  void stopSandbox(String sandboxId, Runnable ours) {
    forgiveGraces(sandboxId);
    Optional<Boolean> _ = askAbout(sandboxId, (cri, name) -> {
      cri.stopSandbox(name);
      return Boolean.TRUE;
    }, _ -> machine.isReady(sandboxId)
        ? Optional.of("it stopped a sandbox that keeps its network")
        : Optional.empty());
    ours.run();
  }

  /// With its sandbox, a container may end at once.
  private void forgiveGraces(String sandboxId) {
    machine.views(sandboxId).forEach(container -> graces.remove(container.id()));
  }

  void removeSandbox(String sandboxId, Runnable ours) {
    forgiveGraces(sandboxId);
    Optional<Integer> _ = askAbout(sandboxId, (cri, name) -> {
      cri.removeSandbox(name);
      return cri.list(new Filter(name, Optional.empty())).size();
    }, left -> left == 0
        ? Optional.empty()
        : Optional.of("it removed a sandbox and still lists " + left + " containers in it"));
    machine.views(sandboxId).forEach(container -> names.remove(container.id()));
    names.remove(sandboxId);
    ours.run();
  }

  /// An image has come: theirs has to know which.
  void pulled(String image, String digest) {
    if (!part.isForeign()) return;
    Optional<String> _ = ask((cri, _) -> cri.pull(image, PullPolicy.ALWAYS),
        answer -> answer.equals(digest)
            ? Optional.empty()
            : Optional.of("it took " + image + " for " + answer + " where the registry says "
                + digest));
  }
}
