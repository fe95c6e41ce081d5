package kube.node.containerruntime;

import java.time.Duration;

import kube.foundation.machine.Timer;
import kube.node.containerruntime.image.Program;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Streams;

/// The container as its own program sees it: standard streams, ports, and the way out.
///
/// Owned by the loop.
record MainProgram(SimulatedContainer container, ContainerConfig wish, MainStreams main,
    Wiring wiring, ProcessTable processes) implements Program.Surroundings {

  @Override
  public Timer after(Duration delay, Runnable work) {
    return container.after(delay, work);
  }

  @Override
  public void print(String line) {
    main.out().line(line);
  }

  @Override
  public void say(String line) {
    main.quietly(line);
  }

  @Override
  public Streams streams() {
    return main.streams();
  }

  @Override
  public boolean hasStdin() {
    return wish.terminal().stdin();
  }

  @Override
  public String directory() {
    return wish.directory();
  }

  @Override
  public World world() {
    return container;
  }

  @Override
  public boolean listen(int port, Program.Listener listener) {
    if (container.isTaken(port)) {
      main.out().line(container.cannotListen(port));
      container.exit(1);
      return false;
    }
    wiring.listen(port, listener);
    return true;
  }

  @Override
  public void receive(int port, Program.Receiver receiver) {
    wiring.receive(port, receiver);
  }

  @Override
  public void close(int port) {
    wiring.close(port);
  }

  @Override
  public void uses(long memoryBytes, long cpuMillis) {
    container.uses(memoryBytes, cpuMillis);
  }

  @Override
  public void forks(int count) {
    processes.forks(count);
  }

  @Override
  public void exit(int code) {
    container.exit(code);
  }
}
