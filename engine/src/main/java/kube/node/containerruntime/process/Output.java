package kube.node.containerruntime.process;

import java.nio.charset.StandardCharsets;

/// Where a program writes: a terminal, a log, a file or the next program.
public interface Output {

  /// Takes everything and keeps nothing: `/dev/null`.
  Output NOWHERE = bytes -> {};

  /// The next bytes, which nobody changes afterwards.
  void write(byte[] bytes);

  default void text(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  default void line(String line) {
    text(line + "\n");
  }
}
