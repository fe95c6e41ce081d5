package kube.node.containerruntime;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import kube.node.containerruntime.process.World;

/// The programs that run in one container, by number: its own is the first.
///
/// Owned by the loop.
final class ProcessTable {

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  private final TreeMap<Integer, ExecProcess> processes = new TreeMap<>();
  private int lastPid = 1;
  private int ownProcesses = 1;

  int count() {
    return ownProcesses + processes.size();
  }

  /// Takes one more program into the list and gives its number.
  int joined(ExecProcess process) {
    processes.put(++lastPid, process);
    return lastPid;
  }

  void left(int pid) {
    processes.remove(pid);
  }

  /// How many more processes the container's own program has started.
  void forks(int count) {
    ownProcesses = 1 + count;
  }

  /// @param commandLine of the container's own program
  List<World.Listed> list(String commandLine) {
    List<World.Listed> running = new ArrayList<>();
    running.add(new World.Listed(1, commandLine));
    processes.forEach((pid, process) -> running.add(
        new World.Listed(pid, process.commandLine())));
    return running;
  }

  void terminate(int pid) {
    ExecProcess process = processes.get(pid);
    if (process != null) process.finished(TERMINATED);
  }

  void killAll() {
    List.copyOf(processes.values()).forEach(process -> process.finished(KILLED));
  }
}
