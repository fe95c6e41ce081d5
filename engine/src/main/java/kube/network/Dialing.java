package kube.network;

import kube.foundation.stream.ByteSink;

/// Somebody who has asked for a connection and hears what became of it, now or later.
public interface Dialing {

  /// There is a connection: what goes into the sink reaches the other side.
  void connected(ByteSink to, PacketPath path);

  /// The answer was no: nobody listens there, or a rule rejects.
  void refused(PacketPath path);

  /// Nobody has answered for so long that the kernel gave up.
  void timedOut(PacketPath path);
}
