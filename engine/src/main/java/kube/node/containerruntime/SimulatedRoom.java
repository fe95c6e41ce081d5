package kube.node.containerruntime;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

import kube.node.containerruntime.ContainerRuntime.Sandbox;
import org.jspecify.annotations.Nullable;

/// The room of one Pod on a simulated machine, with the moments of its life.
///
/// Owned by the loop.
final class SimulatedRoom {

  private final String id;
  private final SandboxConfig config;
  private final String address;
  private final Instant madeAt;
  private final Programs programs;
  private @Nullable Instant stoppedAt;
  private @Nullable Instant removedAt;

  /// @param running what runs in a room
  SimulatedRoom(String id, SandboxConfig config, String address, Instant madeAt,
      Function<SimulatedRoom, Stream<SimulatedContainer>> running) {
    this.id = id;
    this.config = config;
    this.address = address;
    this.madeAt = madeAt;
    this.programs = new Programs(() -> running.apply(this));
  }

  String id() {
    return id;
  }

  SandboxConfig config() {
    return config;
  }

  String address() {
    return address;
  }

  /// What answers at its address.
  Programs programs() {
    return programs;
  }

  boolean isReady() {
    return stoppedAt == null;
  }

  void stop(Instant now) {
    stoppedAt = now;
  }

  void remove(Instant now) {
    removedAt = now;
  }

  Sandbox view() {
    return new Sandbox(id, config.podUid(), address, isReady());
  }

  /// Whether there was such a room at the moment.
  boolean wasThereAt(Instant moment) {
    return !madeAt.isAfter(moment) && (removedAt == null || removedAt.isAfter(moment));
  }

  RuntimeMemory.Room memory(Instant moment) {
    boolean wasReady = stoppedAt == null || stoppedAt.isAfter(moment);
    return new RuntimeMemory.Room(id, config, address, madeAt, wasReady);
  }
}
