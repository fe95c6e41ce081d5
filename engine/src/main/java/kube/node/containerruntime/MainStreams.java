package kube.node.containerruntime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Container;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.node.containerruntime.process.Input;
import kube.node.containerruntime.process.Output;
import kube.node.containerruntime.process.Tty;
import kube.node.containerruntime.shell.Streams;

/// The standard streams of a container's own program: into its log, and to all who are attached.
///
/// Owned by the loop.
final class MainStreams {

  private final Container.Terminal wish;
  private final ContainerLog log;
  private final Consumer<String> onLine;
  private final Input input;
  private final Output out;
  private final Output err;

  /// Between whoever types and the program; empty when it has no terminal.
  private final Optional<Tty> tty;
  private final List<Terminal.Output> attached = new ArrayList<>();
  private boolean isClosed;

  /// @param onLine is told of every line for the cluster's log
  /// @param interrupt what Ctrl+C does
  MainStreams(Container.Terminal wish, ContainerLog log, Consumer<String> onLine,
      Runnable interrupt) {
    this.wish = wish;
    this.log = log;
    this.onLine = onLine;
    this.input = wish.stdin() ? new Input() : Input.empty();
    Output said = bytes -> write("stdout", bytes);
    this.tty = wish.tty() ? Optional.of(new Tty(input, said, interrupt)) : Optional.empty();
    this.out = tty.map(Tty::screen).orElse(said);
    this.err = tty.map(Tty::screen).orElse(bytes -> write("stderr", bytes));
  }

  Streams streams() {
    return new Streams(input, out, err, wish.tty());
  }

  Output out() {
    return out;
  }

  /// Writes a line that the cluster's log need not know.
  void quietly(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    log.write("stdout", bytes, _ -> {});
    List.copyOf(attached).forEach(output -> output.stdout(bytes));
  }

  /// Who comes after the program has ended is told so at once, and does not wait for ever.
  Terminal.Input attach(Terminal.Output output) {
    if (isClosed) {
      output.ended(new Ending.Exited(List.of(), 0));
    } else {
      attached.add(output);
    }
    return new Attached(output);
  }

  void close() {
    isClosed = true;
    List<Terminal.Output> told = List.copyOf(attached);
    attached.clear();
    told.forEach(output -> output.ended(new Ending.Exited(List.of(), 0)));
  }

  private void write(String stream, byte[] bytes) {
    log.write(stream, bytes, onLine);
    for (Terminal.Output output : List.copyOf(attached)) {
      if (stream.equals("stdout")) output.stdout(bytes);
      else
        output.stderr(bytes);
    }
  }

  /// Somebody who is attached.
  private final class Attached implements Terminal.Input {
    private final Terminal.Output output;

    private Attached(Terminal.Output output) {
      this.output = output;
    }

    @Override
    public void stdin(byte[] bytes) {
      if (!wish.stdin()) return;
      tty.ifPresentOrElse(terminal -> terminal.typed(bytes), () -> input.write(bytes));
    }

    @Override
    public void endOfStdin() {
      if (wish.stdin() && wish.once()) input.end();
    }

    @Override
    public void resize(int columns, int rows) {
      // Nothing here draws on the whole screen.
    }

    @Override
    public void hangUp() {
      attached.remove(output);
      endOfStdin();
    }
  }
}
