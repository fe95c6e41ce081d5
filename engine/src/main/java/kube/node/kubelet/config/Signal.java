package kube.node.kubelet.config;

import java.util.Optional;
import java.util.stream.Stream;

/// What can run short on a machine, in the order in which the kubelet cares.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-signals
public enum Signal {

  MEMORY("memory.available", "memory", "MemoryPressure"), NODE_FILES("nodefs.available",
      "ephemeral-storage", "DiskPressure"), IMAGE_FILES("imagefs.available", "ephemeral-storage",
          "DiskPressure"), PROCESSES("pid.available", "pids", "PIDPressure");

  private final String title;
  private final String resource;
  private final String condition;

  Signal(String title, String resource, String condition) {
    this.title = title;
    this.resource = resource;
    this.condition = condition;
  }

  /// As thresholds name it.
  public String title() {
    return title;
  }

  /// As people are told.
  public String resource() {
    return resource;
  }

  /// The condition of the node that says so.
  public String condition() {
    return condition;
  }

  static Optional<Signal> named(String title) {
    return Stream.of(values()).filter(signal -> signal.title.equals(title)).findFirst();
  }
}
