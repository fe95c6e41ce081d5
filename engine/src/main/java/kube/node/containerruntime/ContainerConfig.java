package kube.node.containerruntime;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

import kube.foundation.api.Container.Terminal;

/// The container that the kubelet wants, with everything looked up and expanded.
///
/// @param attempt how many runs of it there were before
/// @param command what replaces the image's own entry point; empty for that
/// @param environment every variable, those of Services and of the Pod included
public record ContainerConfig(String name, String image, int attempt, List<String> command,
    List<String> args, SortedMap<String, String> environment, String workingDirectory,
    Terminal terminal, List<Mount> mounts, Limits limits) {

  /// A directory or file of the machine that the container sees.
  public record Mount(String containerPath, String hostPath, boolean readOnly) {}

  /// How much it may use; empty for as much as there is.
  public record Limits(OptionalLong memoryBytes, OptionalLong cpuMillis) {

    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty());
  }

  /// Where its programs start.
  String directory() {
    return workingDirectory.isEmpty() ? "/" : workingDirectory;
  }

  public ContainerConfig {
    command = List.copyOf(command);
    args = List.copyOf(args);
    mounts = List.copyOf(mounts);
  }
}
