package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime.Launch;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.containerruntime.slot.CriRuntime;
import org.jspecify.annotations.Nullable;

/// Our machine, as somebody else's runtime may use it; notes what it should not have done.
///
/// Owned by the loop, and called back into it.
final class BorrowedMachine implements CriRuntime.Machine {

  private final Actor actor;
  private final BorrowedRuntime runtime;
  private final SimulatedRuntime machine;
  private final TreeMap<Integer, String> processes = new TreeMap<>();
  private @Nullable Once<Room> joining;
  private @Nullable Once<Launch> launching;
  private int processesStarted;
  private String offence = "";

  BorrowedMachine(Actor actor, BorrowedRuntime runtime, SimulatedRuntime machine) {
    this.actor = actor;
    this.runtime = runtime;
    this.machine = machine;
  }

  /// The network of this sandbox may be had now, once.
  void mayJoin(Once<Room> room) {
    joining = room;
  }

  /// This program may be started now, once.
  void mayLaunch(Once<Launch> program) {
    launching = program;
  }

  /// The first thing that was wrong.
  Optional<String> offence() {
    return Optional.of(offence).filter(what -> !what.isEmpty());
  }

  private void offend(String what) {
    if (offence.isEmpty()) offence = what;
  }

  private <R> R ours(Supplier<R> work) {
    return actor.confinement().ours(work);
  }

  @Override
  public Instant now() {
    return actor.now();
  }

  @Override
  public void after(Duration delay, Runnable work) {
    actor.after(delay, () -> runtime.later(this, work));
  }

  @Override
  public Optional<String> joinNetwork() {
    return ours(() -> {
      Once<Room> room = joining;
      joining = null;
      if (room == null) {
        offend("it joined the network a second time: a sandbox has one address");
        return Optional.empty();
      }
      return room.done() instanceof Room.Made(Sandbox made)
          ? Optional.of(made.address())
          : Optional.empty();
    });
  }

  @Override
  public void leaveNetwork(String sandboxId) {
    Boolean _ = ours(() -> {
      Optional<String> room = runtime.oursOf(sandboxId);
      if (room.stream().flatMap(id -> machine.views(id).stream())
          .anyMatch(container -> container.end().isEmpty())) {
        offend("a container outlived its sandbox");
      }
      room.ifPresent(machine::leave);
      return room.isPresent();
    });
  }

  @Override
  public int launch() {
    return ours(() -> {
      Once<Launch> program = launching;
      launching = null;
      if (program == null) {
        offend("it launched a program that nobody had asked for");
        return 0;
      }
      processes.values().removeIf(id -> !machine.knows(id));
      processes.put(++processesStarted, program.done().id());
      return processesStarted;
    });
  }

  @Override
  public void terminate(int process) {
    Boolean _ = ours(() -> {
      container(process).ifPresent(machine::terminate);
      return true;
    });
  }

  @Override
  public void kill(int process) {
    Boolean _ = ours(() -> {
      Optional<String> container = container(process);
      Optional<Instant> until = container.filter(machine::runs).flatMap(runtime::graceOf);
      if (until.isPresent() && until.get().isAfter(actor.now())) {
        offend("it killed a program that had until " + until.get() + " to end by itself");
      }
      container.ifPresent(machine::kill);
      return true;
    });
  }

  @Override
  public OptionalInt exitCode(int process) {
    return ours(() -> container(process).map(machine::exitCode).orElse(OptionalInt.of(0)));
  }

  @Override
  public Optional<String> fetch(String image) {
    return ours(() -> machine.digest(image));
  }

  private Optional<String> container(int process) {
    return Optional.ofNullable(processes.get(process)).filter(machine::knows);
  }
}
