package kube.node.containerruntime.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import org.jspecify.annotations.Nullable;

/// One more real program in the namespaces of a container.
///
/// Owned by the loop.
///
/// **Leaves out** terminals: the program is told that it has none.
final class ProcessExec implements Terminal.Input {

  private final Crew crew;
  private final List<byte[]> early = new ArrayList<>();
  private @Nullable Process process;
  private boolean inputEnds;

  ProcessExec(Crew crew, Optional<ProcessHandle> container, List<String> command,
      Terminal.Output output) {
    this.crew = crew;
    if (container.isEmpty()) {
      crew.tell(() -> output.ended(new Ending.Failed("container is not running")));
      return;
    }
    List<String> words = new ArrayList<>(Namespaces.inAllOf(container.get().pid()));
    words.addAll(command);
    crew.start(() -> {
      Process started = new ProcessBuilder(words).start();
      crew.tell(() -> started(started));
      crew.read(started.getInputStream(), output::stdout, () -> crew.await(started,
          code -> output.ended(new Ending.Exited(command, code))));
      crew.read(started.getErrorStream(), output::stderr, () -> {});
    }, problem -> output.ended(new Ending.Failed(problem)));
  }

  private void started(Process started) {
    process = started;
    List.copyOf(early).forEach(this::stdin);
    early.clear();
    if (inputEnds) endOfStdin();
  }

  @Override
  public void stdin(byte[] bytes) {
    Process running = process;
    if (running == null) {
      early.add(bytes);
      return;
    }
    crew.start(() -> {
      running.getOutputStream().write(bytes);
      running.getOutputStream().flush();
    }, _ -> hangUp());
  }

  @Override
  public void endOfStdin() {
    inputEnds = true;
    Process running = process;
    if (running != null) crew.start(() -> running.getOutputStream().close(), _ -> hangUp());
  }

  @Override
  public void resize(int columns, int rows) {
    // There is no terminal.
  }

  @Override
  public void hangUp() {
    Process running = process;
    if (running != null) running.destroy();
  }
}
