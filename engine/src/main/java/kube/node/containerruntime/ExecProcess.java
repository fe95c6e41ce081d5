package kube.node.containerruntime;

import java.util.List;
import java.util.Optional;

import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.node.containerruntime.process.Input;
import kube.node.containerruntime.process.Tty;
import kube.node.containerruntime.shell.Launcher;
import kube.node.containerruntime.shell.Launcher.Started;
import kube.node.containerruntime.shell.Streams;
import org.jspecify.annotations.Nullable;

/// A program that somebody runs in a container beside its own.
///
/// When its caller is gone, a program with a terminal ends and one without goes on unheard, as in the
/// real world.
///
/// Owned by the loop.
final class ExecProcess implements Terminal.Input {

  private static final int HUNG_UP = 129;

  private final SimulatedContainer container;
  private final String id;
  private final List<String> command;
  private final boolean isTty;
  private final Terminal.Output output;
  private final Input input;
  private final Tty tty;
  private @Nullable Started started;
  private int pid;
  private boolean over;
  private boolean unheard;

  ExecProcess(SimulatedContainer container, String id, List<String> command, boolean stdin,
      boolean isTty, Terminal.Output output) {
    this.container = container;
    this.id = id;
    this.command = List.copyOf(command);
    this.isTty = isTty;
    this.output = output;
    this.input = stdin ? new Input() : Input.empty();
    this.tty = new Tty(input, this::write, this::interrupt);
  }

  String commandLine() {
    return String.join(" ", command);
  }

  void start() {
    pid = container.joined(this);
    Streams streams = isTty
        ? new Streams(input, tty.screen(), tty.screen(), true)
        : new Streams(input, this::write, this::complain, false);
    Optional<Started> running = Launcher.start(container, command, container.environment(),
        container.directory(), streams, this::finished);
    started = running.orElse(null);
    if (running.isEmpty()) notFound();
  }

  /// The program has ended, by itself or otherwise.
  void finished(int code) {
    end(new Ending.Exited(command, code));
  }

  private void notFound() {
    end(new Ending.Failed("error executing command in container: failed to exec in container: "
        + "failed to start exec \"" + id + "\": OCI runtime exec failed: exec failed: unable to "
        + "start container process: exec: \"" + command.getFirst()
        + "\": executable file not found in $PATH: unknown"));
  }

  private void end(Ending ending) {
    if (over) return;
    over = true;
    container.left(pid);
    if (!unheard) output.ended(ending);
  }

  private void write(byte[] bytes) {
    if (!over && !unheard) output.stdout(bytes);
  }

  private void complain(byte[] bytes) {
    if (!over && !unheard) output.stderr(bytes);
  }

  private void interrupt() {
    if (started != null) started.interrupt();
  }

  @Override
  public void stdin(byte[] bytes) {
    if (isTty) tty.typed(bytes);
    else
      input.write(bytes);
  }

  @Override
  public void endOfStdin() {
    if (!isTty) input.end();
  }

  @Override
  public void resize(int columns, int rows) {
    // Nothing here draws on the whole screen.
  }

  @Override
  public void hangUp() {
    unheard = true;
    input.end();
    if (isTty) finished(HUNG_UP);
  }
}
