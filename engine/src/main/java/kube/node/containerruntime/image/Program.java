package kube.node.containerruntime.image;

import java.time.Duration;

/// What a container does, as a small program in the cluster's own time.
public interface Program {

  /// The world as the program sees it.
  interface Surroundings {

    /// Does `work` when `delay` has passed, unless the program has ended by then.
    void after(Duration delay, Runnable work);

    /// Writes one line to standard output.
    void print(String line);

    /// Ends the program.
    void exit(int code);
  }

  /// Begins. A program that arranges nothing for later runs until it is stopped.
  void start(Surroundings surroundings);

  /// How long it takes to end when it is asked to (SIGTERM), exit code 0.
  default Duration shutdown() {
    return Duration.ofMillis(200);
  }
}
