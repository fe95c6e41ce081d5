package kube.node.containerruntime.image;

import java.util.ArrayList;
import java.util.List;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.shell.Tools;

/// Something to pull: how large it is, and the program that it holds.
///
/// @param bytes its size in the registry, which decides how long a pull takes
/// @param hasTools whether a shell and the usual tools are in it; the smallest images have none
public record Image(String name, long bytes, boolean hasTools, Maker maker) {

  /// Makes the program for one container, which may pass a command and arguments.
  public interface Maker {
    Program make(List<String> words);
  }

  /// The program as this container wants it started. A tool or a shell takes the place of the
  /// image's own program, whose command and arguments everything else is.
  public Program program(List<String> command, List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    boolean replaces = hasTools && !command.isEmpty()
        && Tools.names().contains(Files.name(command.getFirst()));
    return replaces ? Shell.of(words) : maker.make(words);
  }
}
