package kube.node.containerruntime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.LocalImage;
import kube.node.containerruntime.ContainerRuntime.LogLine;
import kube.node.containerruntime.image.Program;
import kube.node.containerruntime.process.Files;

/// What a runtime held at one moment: enough for another to go on from there.
///
/// @param at the moment
/// @param isPresent whether nothing has happened since, so that programs and disks are as they were
/// @param idsGiven how many ids there were, so that none is given twice
/// @param disk the machine's own, as it is now
public record RuntimeMemory(Instant at, boolean isPresent, int idsGiven, List<LocalImage> images,
    List<Room> rooms, List<Container> containers, Files disk) {

  /// A Pod's room.
  record Room(String id, SandboxConfig config, String address, Instant madeAt, boolean isReady) {}

  /// One run of a container.
  ///
  /// @param end empty when it ran at that moment
  /// @param log what it had written by then
  /// @param layer its own files; empty when nobody had looked at them
  record Container(String id, String sandboxId, ContainerConfig config,
      ContainerConfig.Limits limits, Instant startedAt, Optional<End> end, List<LogLine> log,
      Optional<Files> layer, Program program) {}

  public RuntimeMemory {
    images = List.copyOf(images);
    rooms = List.copyOf(rooms);
    containers = List.copyOf(containers);
  }
}
