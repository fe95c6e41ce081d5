package kube.node.containerruntime.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.machine.Timer;
import kube.foundation.stream.ByteSink;

/// One container, seen from inside.
public interface World {

  /// A program that runs in the container.
  record Listed(int pid, String command) {}

  Instant now();

  /// Does `work` when `delay` has passed, unless the container has ended by then.
  Timer after(Duration delay, Runnable work);

  /// The Pod's name, which is the host's.
  String hostname();

  /// The Pod's address.
  String address();

  SortedMap<String, String> environment();

  Files files();

  /// The programs that run now, by number.
  List<Listed> processes();

  /// Ends the program with this number, as a signal would.
  void kill(int pid);

  /// The standard output of the container's main program.
  Output mainOutput();

  /// Connects to a port of a Pod; empty when no Pod has the address or nothing listens there.
  Optional<ByteSink> dial(String address, int port, ByteSink back);

  /// Whether the image has this program.
  boolean hasTool(String name);
}
