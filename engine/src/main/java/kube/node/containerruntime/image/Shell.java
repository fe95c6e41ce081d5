package kube.node.containerruntime.image;

import java.util.List;
import java.util.Optional;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Launcher;
import kube.node.containerruntime.shell.Streams;
import kube.node.containerruntime.shell.Tools;

/// A container that runs what its command says: a script, a tool, or a shell for whoever attaches.
///
/// **Models** `sh` and the common tools, see [kube.node.containerruntime.shell.Tools]. **Leaves out**
/// that a shell without a terminal ends at once when it has no command: here it idles, so that a
/// plain busybox is good for experiments.
final class Shell implements Program {

  private static final int NOT_FOUND = 127;

  private final List<String> words;

  private Shell(List<String> words) {
    this.words = List.copyOf(words);
  }

  /// Reads a command and its arguments; no words at all is an idle shell.
  static Program of(List<String> words) {
    return new Shell(words);
  }

  @Override
  public String commandLine() {
    return words.isEmpty() ? "sh" : String.join(" ", words);
  }

  @Override
  public Optional<String> missing() {
    return words.isEmpty() || Tools.names().contains(Files.name(words.getFirst()))
        ? Optional.empty()
        : Optional.of(words.getFirst());
  }

  /// SIGTERM ends it, as it ends every program that does not care.
  @Override
  public int farewell() {
    return 143;
  }

  @Override
  public void start(Surroundings surroundings) {
    World world = surroundings.world();
    Streams streams = surroundings.streams();
    List<String> command = words.isEmpty() ? List.of("sh") : words;
    if (words.isEmpty() && !surroundings.hasStdin()) return;
    if (Launcher.start(world, command, world.environment(), surroundings.directory(), streams,
        surroundings::exit).isEmpty()) {
      surroundings.print("sh: " + command.getFirst() + ": not found");
      surroundings.exit(NOT_FOUND);
    }
  }
}
