package kube.network;

import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;

/// A connection that is open: a wire there, a wire back, and somebody who wants to know when both
/// have ended.
///
/// Owned by the loop.
final class Connection {

  private final Consumer<Connection> onEnd;
  private Runnable closeBoth = () -> {};
  private int openWires = 2;

  Connection(Consumer<Connection> onEnd) {
    this.onEnd = onEnd;
  }

  void carriedBy(Wire there, Wire back) {
    closeBoth = () -> {
      there.close();
      back.close();
    };
  }

  /// One of the two is gone: nobody hears or says anything any more.
  void breakOff() {
    closeBoth.run();
  }

  /// Passes the bytes of one direction on and notices their end.
  ByteSink counted(ByteSink receiver) {
    return new ByteSink() {
      @Override
      public void bytes(byte[] bytes) {
        receiver.bytes(bytes);
      }

      @Override
      public void end() {
        receiver.end();
        if (--openWires == 0) onEnd.accept(Connection.this);
      }
    };
  }
}
