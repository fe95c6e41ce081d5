package kube;

import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.PartFailure;
import org.jspecify.annotations.Nullable;

/// A program with a plug: each time it is plugged in it starts anew.
final class Component {

  private final EventLoop loop;
  private final String name;
  private final Consumer<Actor> program;
  private @Nullable Actor actor;

  Component(EventLoop loop, String name, Consumer<Actor> program) {
    this.loop = loop;
    this.name = name;
    this.program = program;
  }

  /// Starts the program, unless it runs.
  void plugIn() {
    if (isRunning()) return;
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

  void unplug() {
    if (actor != null) actor.stop();
  }

  boolean isRunning() {
    return actor != null && actor.isRunning();
  }
}
