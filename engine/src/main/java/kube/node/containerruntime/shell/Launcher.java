package kube.node.containerruntime.shell;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;

/// Starts a program of a container by its words, as `execve` would.
public final class Launcher {

  /// A program that was started.
  public interface Started {

    /// Ctrl+C.
    void interrupt();
  }

  private Launcher() {}

  /// Starts it; empty when the image has no such program.
  ///
  /// @param done is told the exit code
  public static Optional<Started> start(World world, List<String> words,
      SortedMap<String, String> variables, String directory, Streams streams, IntConsumer done) {
    String name = Files.name(words.getFirst());
    Tool tool = world.hasTool(name) ? Tools.find(name) : null;
    if (tool == null) return Optional.empty();
    List<String> rest = words.subList(1, words.size());
    if (tool instanceof ShellTool && rest.stream().allMatch(word -> word.matches("-[il]+"))) {
      return Optional.of(conversation(world, variables, directory, streams, done));
    }
    Once once = new Once(done);
    tool.run(new Tool.Call(name, rest, variables, directory, streams, world), once::accept);
    return Optional.of(() -> once.accept(130));
  }

  /// Runs a script in a shell of its own.
  public static void script(World world, String script, SortedMap<String, String> variables,
      String directory, Streams streams, IntConsumer done) {
    new Interpreter(world, variables, directory, Scope.fresh(), done).start(script, streams);
  }

  private static Started conversation(World world, SortedMap<String, String> variables,
      String directory, Streams streams, IntConsumer done) {
    Interpreter shell = new Interpreter(world, variables, directory, Scope.fresh(), done);
    shell.converse(streams, "");
    return () -> shell.interrupt(streams);
  }

  /// Hears one exit code only.
  private static final class Once {
    private final IntConsumer done;
    private boolean told;

    private Once(IntConsumer done) {
      this.done = done;
    }

    void accept(int code) {
      if (told) return;
      told = true;
      done.accept(code);
    }
  }
}
