package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Container;
import kube.foundation.api.Pod;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;

/// What the kubelet asks of a container runtime.
///
/// Calls return at once; what takes time reports back later, on the loop. Identifiers are the
/// runtime's own. A sandbox is the room that the containers of one Pod share: its network address
/// belongs to it and not to any container.
///
/// **Models** RunPodSandbox, StopPodSandbox, PullImage, StartContainer, StopContainer, Exec, Attach,
/// PortForward, the container listing and the event stream of CRI v1. **Leaves out** log files: the
/// kubelet asks for the lines themselves.
public interface ContainerRuntime {

  /// How a pull ended.
  sealed interface Pull {
    record Pulled(Duration took) implements Pull {}

    record Failed(String message) implements Pull {}
  }

  /// A Pod's room on this machine.
  record Sandbox(String id, String podUid, String address) {}

  /// One container, running or ended.
  ///
  /// @param exitCode empty while it runs
  record Running(String id, String sandboxId, String name, Instant startedAt,
      Optional<Integer> exitCode) {}

  /// A container has come to its end.
  record Exit(String containerId, String sandboxId, String name, int exitCode) {}

  /// One line of a container's output.
  ///
  /// @param stream `stdout` or `stderr`
  /// @param text without the end of the line
  /// @param whole false for what a program wrote last without ending the line
  record LogLine(Instant time, String stream, String text, boolean whole) {}

  /// Fetches the image, unless it is here already; tells `whenDone` how it went.
  void pullImage(String image, Consumer<Pull> whenDone);

  boolean hasImage(String image);

  /// Makes the Pod's room; empty when no address is left for it.
  Optional<Sandbox> runPodSandbox(Pod pod);

  /// The rooms that exist, for a kubelet that has lost its memory.
  List<Sandbox> sandboxes();

  List<Running> containers(String sandboxId);

  /// Starts a container in the room and returns its id.
  String startContainer(String sandboxId, Container container);

  /// Asks the container to end, and ends it when `grace` has passed.
  void stopContainer(String containerId, Duration grace);

  /// Takes the room away, with all that is still in it.
  void removePodSandbox(String sandboxId);

  /// What the container has written, oldest first, as far as it is kept.
  List<LogLine> log(String containerId);

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

  /// Who is told when a container ends. One listener: the kubelet.
  void onExit(Consumer<Exit> listener);
}
