package kube.node.containerruntime.shell;

import kube.node.containerruntime.process.Input;
import kube.node.containerruntime.process.Output;

/// What a program reads and where it writes.
///
/// @param tty whether a person sits at the other end
public record Streams(Input in, Output out, Output err, boolean tty) {

  Streams reading(Input other) {
    return new Streams(other, out, err, false);
  }

  Streams writing(Output other) {
    return new Streams(in, other, err, false);
  }
}
