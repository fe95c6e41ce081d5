package kube.node.containerruntime.image;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Container;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.shell.Tools;

/// Something to pull: how long that takes, and the program that it holds.
///
/// @param pull the time that the simulated registry takes for it
/// @param hasTools whether a shell and the usual tools are in it; the smallest images have none
public record Image(String name, Duration pull, boolean hasTools, Maker maker) {

  /// Makes the program for one container, which may pass a command and arguments.
  public interface Maker {
    Program make(List<String> words);
  }

  /// The program as this container wants it started. A tool or a shell takes the place of the
  /// image's own program, whose command and arguments everything else is.
  public Program program(Container container) {
    List<String> words = new ArrayList<>(container.command());
    words.addAll(container.args());
    boolean replaces = hasTools && !container.command().isEmpty()
        && Tools.names().contains(Files.name(container.command().getFirst()));
    return replaces ? Shell.of(words) : maker.make(words);
  }
}
