package kube.node.containerruntime.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import kube.node.containerruntime.ContainerConfig;
import kube.node.containerruntime.SandboxConfig;

/// Keeps the sandboxes and containers of one machine: the slot `node.runtime`.
///
/// A sandbox is what the containers of a Pod share, above all one address. A container is created,
/// started, stopped and removed, in this order. Calls about what does not exist, or has ended, are
/// harmless: a kubelet repeats itself after a time-out. What a runtime needs of the kernel, the
/// network and the registry is [Machine]; it gets it once, before anything else, and keeps it.
///
/// Streams, logs and limits stay with the machine. When to pull again after a failure is the
/// kubelet's to say; here an image is only found or not.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/cri/
public interface CriRuntime {

  /// When the registry is to be asked, although an image of that name is here.
  enum PullPolicy {
    ALWAYS, IF_NOT_PRESENT, NEVER
  }

  /// How far a container has come.
  enum State {
    CREATED, RUNNING, EXITED
  }

  /// @param exitCode of one that has exited; else 0
  record ContainerView(String id, String sandboxId, String name, int attempt, State state,
      int exitCode) {}

  /// Which containers are meant.
  ///
  /// @param sandboxId empty for those of all sandboxes
  /// @param state empty for every state
  record Filter(String sandboxId, Optional<State> state) {}

  /// The machine under a runtime.
  interface Machine {

    Instant now();

    /// Lets the work run later, between two calls.
    void after(Duration delay, Runnable work);

    /// Gives the sandbox that is being run its network. Returns the address; empty when none is
    /// left.
    Optional<String> joinNetwork();

    /// Takes the network of the sandbox away.
    void leaveNetwork(String sandboxId);

    /// Starts the program of the container that is being started. Returns the number of its process.
    int launch();

    /// Asks a process to end (SIGTERM).
    void terminate(int process);

    /// Ends a process at once (SIGKILL).
    void kill(int process);

    /// Empty while the process runs.
    OptionalInt exitCode(int process);

    /// What the registry means by this name now; empty when it has no such image.
    Optional<String> fetch(String image);
  }

  /// Comes first, and once.
  void boot(Machine machine);

  /// Returns the sandbox's id; empty when there is no address for it.
  String runSandbox(SandboxConfig config);

  /// Ends its containers, and then gives its network back.
  void stopSandbox(String id);

  /// Takes it away with everything that is still in it.
  void removeSandbox(String id);

  /// Returns the container's id, which is a new one for each attempt.
  String create(String sandboxId, ContainerConfig config);

  void start(String id);

  /// Asks its program to end, and kills it when the grace has passed.
  void stop(String id, Duration grace);

  /// Ends it if need be, and forgets it.
  void remove(String id);

  /// Returns the digest of the image that is then here; empty when there is none.
  String pull(String image, PullPolicy policy);

  List<ContainerView> list(Filter filter);
}
