package kube.node.kubelet;

import kube.foundation.stream.ByteSink;

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

  private Deaf() {}
}
