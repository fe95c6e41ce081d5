package kube.node.containerruntime.image;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Container;

/// Something to pull: how long that takes, and the program that it holds.
///
/// @param pull the time that the simulated registry takes for it
public record Image(String name, Duration pull, Maker maker) {

  /// Makes the program for one container, which may pass a command and arguments.
  public interface Maker {
    Program make(List<String> words);
  }

  /// The program as this container wants it started.
  public Program program(Container container) {
    List<String> words = new java.util.ArrayList<>(container.command());
    words.addAll(container.args());
    return maker.make(words);
  }
}
