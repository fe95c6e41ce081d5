package kube.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// A connection as a caller sees it who does not wait: bytes written too early are kept until the
/// other side answers, and a refusal that comes late is the end of the stream.
final class PendingConnection implements ByteSink, Dialing {

  private final ByteSink back;
  private final List<Runnable> early = new ArrayList<>();
  private @Nullable ByteSink to;
  private boolean refused;
  private boolean goesOnAlone;

  PendingConnection(ByteSink back) {
    this.back = back;
  }

  /// The caller goes on with this connection, unless it is refused already.
  Optional<ByteSink> handOver() {
    goesOnAlone = true;
    return refused ? Optional.empty() : Optional.of(this);
  }

  @Override
  public void connected(ByteSink sink, PacketPath path) {
    to = sink;
    early.forEach(Runnable::run);
    early.clear();
  }

  @Override
  public void refused(PacketPath path) {
    refused = true;
    if (goesOnAlone) back.end();
  }

  @Override
  public void timedOut(PacketPath path) {
    back.end();
  }

  @Override
  public void bytes(byte[] bytes) {
    if (to != null) to.bytes(bytes);
    else
      early.add(() -> bytes(bytes));
  }

  @Override
  public void end() {
    if (to != null) to.end();
    else
      early.add(this::end);
  }
}
