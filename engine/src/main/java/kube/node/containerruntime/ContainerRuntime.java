package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Usage;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;

/// What the kubelet asks of a container runtime.
///
/// Calls return at once; what takes time reports back later, on the loop. Identifiers are the
/// runtime's own. A sandbox is the room that the containers of one Pod share: its network address
/// belongs to it and not to any container. Calls about what does not exist are harmless: a kubelet
/// repeats itself.
///
/// **Models** RunPodSandbox, StopPodSandbox, RemovePodSandbox, StartContainer, StopContainer, Exec,
/// Attach, PortForward, ContainerStats, the image calls, the container listing and the event stream
/// of CRI v1, and log files on the machine's disk. **Leaves out** reading those: the kubelet asks for the
/// lines themselves.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/cri/
public interface ContainerRuntime {

  /// How a pull ended.
  sealed interface Pull {
    /// @param waited how long it stood behind other pulls
    record Pulled(Duration took, Duration waited, long bytes) implements Pull {}

    record Failed(String message) implements Pull {}
  }

  /// An image that is here.
  record LocalImage(String name, String digest, long bytes, Instant lastUsed) {}

  /// A Pod's room on this machine.
  ///
  /// @param isReady false when it has lost its network and is only kept for the logs in it
  record Sandbox(String id, String podUid, String address, boolean isReady) {}

  /// How the wish for a room ended.
  sealed interface Room {
    record Made(Sandbox sandbox) implements Room {}

    record Refused(String message) implements Room {}
  }

  /// How the wish for a container ended.
  sealed interface Launch {

    String id();

    record Started(String id) implements Launch {}

    /// Its program could not be started.
    record Failed(String id, String message) implements Launch {}
  }

  /// One container, running or ended.
  ///
  /// @param attempt how many runs of it there were before in this Pod
  /// @param end empty while it runs
  record Running(String id, String sandboxId, String name, int attempt, Instant startedAt,
      Optional<End> end) {}

  /// How a container's run ended.
  ///
  /// @param reason the runtime's own, such as `OOMKilled`; empty for the ordinary ones
  record End(int exitCode, String reason, Instant at) {}

  /// A container has come to its end.
  record Exit(String containerId, String sandboxId, String name, End end) {}

  /// One line of a container's output.
  ///
  /// @param stream `stdout` or `stderr`
  /// @param text without the end of the line
  /// @param whole false for what a program wrote last without ending the line
  record LogLine(Instant time, String stream, String text, boolean whole) {}

  /// What the runtime calls itself, as the node's status shows it.
  String version();

  /// Fetches the image, unless it is here already; tells `whenDone` how it went.
  void pullImage(String image, List<Credential> credentials, Consumer<Pull> whenDone);

  boolean hasImage(String image);

  /// The images on this machine, by name.
  List<LocalImage> images();

  void removeImage(String image);

  /// Makes the Pod's room, or says why it cannot.
  Room runPodSandbox(SandboxConfig config);

  /// The rooms that exist, for a kubelet that has lost its memory.
  List<Sandbox> sandboxes();

  List<Running> containers(String sandboxId);

  /// Starts a container in the room.
  Launch startContainer(String sandboxId, ContainerConfig container);

  /// Asks the container to end, and ends it when `grace` has passed.
  void stopContainer(String containerId, Duration grace);

  /// Gives the room's network back and ends what still runs in it; its logs stay.
  void stopPodSandbox(String sandboxId);

  /// Takes the room away, with all that is still in it.
  void removePodSandbox(String sandboxId);

  /// What the container has written, oldest first, as far as it is kept.
  List<LogLine> log(String containerId);

  /// Puts the container's log file aside and begins a new one, when it has become too large.
  ///
  /// @param mostFiles how many files of this log there may be
  void rotateLog(String containerId, long mostBytes, int mostFiles);

  /// Tells of each further line until the container ends, and then of the end.
  ///
  /// Running the returned action stops it.
  Runnable followLog(String containerId, Consumer<LogLine> onLine, Runnable onEnd);

  /// Runs one more program in a container.
  Terminal.Input exec(String containerId, List<String> command, boolean stdin, boolean tty,
      Terminal.Output output);

  /// Connects with the streams of the container's own program.
  Terminal.Input attach(String containerId, Terminal.Output output);

  /// Connects to a port of the Pod's room; empty when nothing listens there.
  Optional<ByteSink> portForward(String sandboxId, int port, ByteSink back);

  /// What the file of the container holds; empty when there is none.
  Optional<byte[]> readFile(String containerId, String path);

  /// What the container's program uses now; empty when nobody measures it.
  Optional<Usage> usage(String containerId);

  /// How many bytes the container has written on its own layer and in its log.
  long bytesWritten(String containerId);

  /// How many processes run in the container.
  int processes(String containerId);

  /// Changes what a running container may use.
  void updateLimits(String containerId, ContainerConfig.Limits limits);

  /// Who is told when a container ends. One listener: the kubelet.
  void onExit(Consumer<Exit> listener);
}
