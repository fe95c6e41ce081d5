package kube;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.PartFailure;
import org.jspecify.annotations.Nullable;

/// A program with a plug: each time it is plugged in it starts anew.
///
/// One that lives in a process which must be elected first, see [ElectedProgram], waits for that.
final class Component {

  private final EventLoop loop;
  private final String name;
  private final Consumer<Actor> program;
  private final BooleanSupplier mayRun;
  private @Nullable Actor actor;
  private boolean waits;

  Component(EventLoop loop, String name, Consumer<Actor> program) {
    this(loop, name, program, () -> true);
  }

  /// @param mayRun whether the process in which it lives lets it
  Component(EventLoop loop, String name, Consumer<Actor> program, BooleanSupplier mayRun) {
    this.loop = loop;
    this.name = name;
    this.program = program;
    this.mayRun = mayRun;
  }

  /// Starts the program, unless it runs.
  void plugIn() {
    if (isPluggedIn()) return;
    waits = true;
    proceed();
  }

  void unplug() {
    waits = false;
    if (actor != null) actor.stop();
  }

  /// Its process ends: it stops where it is, and comes back with the process.
  void hold() {
    boolean wasPluggedIn = isPluggedIn();
    unplug();
    waits = wasPluggedIn;
  }

  /// Starts the program if it waits for its process and that lets it run now.
  void proceed() {
    if (!waits || !mayRun.getAsBoolean()) return;
    waits = false;
    start();
  }

  private void start() {
    Actor fresh = loop.actor(name);
    actor = fresh;
    try {
      program.accept(fresh);
    } catch (PartFailure failure) {
      fresh.post(() -> {
        throw failure; // It is this program that has failed, and not whoever plugged it in.
      });
    }
  }

  /// Whether it runs, or waits for its process.
  boolean isPluggedIn() {
    return waits || isRunning();
  }

  boolean isRunning() {
    return actor != null && actor.isRunning();
  }
}
