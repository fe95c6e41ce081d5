package kube.node.containerruntime.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

import kube.foundation.machine.Timer;
import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.PacketPath;
import kube.network.SocketAddress;

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

  /// Asks for a connection (TCP); what the other side says comes `back`.
  void dial(SocketAddress to, ByteSink back, Dialing dialing);

  /// Sends a datagram (UDP) from a port of ours; answers come to `answer`, or never.
  PacketPath send(SocketAddress from, SocketAddress to, byte[] payload, Consumer<byte[]> answer);

  /// Asks whether an address is alive (ICMP echo); `answer` runs when it says so, or never.
  void ping(String address, Runnable answer);

  /// A port of ours that nothing uses yet.
  SocketAddress newPort();

  /// Whether the image has this program.
  boolean hasTool(String name);
}
