package kube.node.containerruntime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.node.containerruntime.ContainerRuntime.LogLine;

/// What one run of a container has written, for whoever looks back after it has gone.
///
/// A real node removes the log with its container. Ours remembers its latest hundred departures, so
/// that somebody who learns can read what a Pod said before it died.
///
/// @param attempt how many runs of the container there were before
/// @param endedAt empty while it runs
public record Words(String container, int attempt, Instant startedAt, Optional<Instant> endedAt,
    List<LogLine> lines) {

  public Words {
    lines = List.copyOf(lines);
  }
}
