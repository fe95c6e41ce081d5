package kube.node.kubelet;

import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;

/// The other end of connections that lead to nobody.
final class Deaf {

  static final ByteSink SINK = new ByteSink() {
    @Override
    public void bytes(byte[] bytes) {
      // Nobody is there to hear.
    }

    @Override
    public void end() {
      // Nobody is there to hear.
    }
  };

  static final Terminal.Input INPUT = new Terminal.Input() {
    @Override
    public void stdin(byte[] bytes) {
      // Nobody is there to hear.
    }

    @Override
    public void endOfStdin() {
      // Nobody is there to hear.
    }

    @Override
    public void resize(int columns, int rows) {
      // Nobody is there to see.
    }

    @Override
    public void hangUp() {
      // Nobody is there to miss the caller.
    }
  };

  private Deaf() {}
}
