package kube.node.containerruntime.image;

import kube.foundation.stream.ByteSink;

/// A connection to a server whose language is not modelled: it stays open and says nothing.
record Silence(ByteSink back) implements ByteSink {

  @Override
  public void bytes(byte[] bytes) {
    // Whatever is asked, there is no answer.
  }

  @Override
  public void end() {
    back.end();
  }
}
