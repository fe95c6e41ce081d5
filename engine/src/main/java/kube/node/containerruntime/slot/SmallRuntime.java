package kube.node.containerruntime.slot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

import kube.node.containerruntime.ContainerConfig;
import kube.node.containerruntime.SandboxConfig;

/// A runtime as small as one can be: it keeps two lists and asks its machine for all else.
///
/// It shows what a part for the slot has to do, and is what the tests put there. Our own runtime
/// ([kube.node.containerruntime]) fills the slot in its own way, which also counts, waits and logs.
public class SmallRuntime implements CriRuntime {
  private record Container(String sandbox, ContainerConfig config, int process) {}

  private final List<String> sandboxes = new ArrayList<>();
  private final TreeMap<String, Container> containers = new TreeMap<>();
  private final List<Machine> machines = new ArrayList<>();
  private int given;

  /// The machine that it keeps.
  protected Machine machine() {
    return machines.getFirst();
  }

  @Override
  public void boot(Machine machine) {
    machines.add(machine);
  }

  @Override
  public String runSandbox(SandboxConfig config) {
    if (machine().joinNetwork().isEmpty()) return "";
    sandboxes.add("room-" + ++given);
    return sandboxes.getLast();
  }

  @Override
  public void stopSandbox(String id) {
    containers.values().stream().filter(container -> container.sandbox().equals(id))
        .forEach(container -> machine().kill(container.process()));
    if (sandboxes.contains(id)) machine().leaveNetwork(id);
  }

  @Override
  public void removeSandbox(String id) {
    stopSandbox(id);
    inside(id).forEach(containers::remove);
    sandboxes.remove(id);
  }

  @Override
  public String create(String sandboxId, ContainerConfig config) {
    String id = config.name() + "-" + ++given;
    containers.put(id, new Container(sandboxId, config, 0));
    return id;
  }

  @Override
  public void start(String id) {
    containers.computeIfPresent(id, (_, container) -> new Container(container.sandbox(),
        container.config(), machine().launch()));
  }

  @Override
  public void stop(String id, Duration grace) {
    Container container = containers.get(id);
    if (container == null) return;
    machine().terminate(container.process());
    machine().after(grace, () -> machine().kill(container.process()));
  }

  @Override
  public void remove(String id) {
    Container container = containers.remove(id);
    if (container != null) machine().kill(container.process());
  }

  @Override
  public String pull(String image, PullPolicy policy) {
    return machine().fetch(image).orElse("");
  }

  @Override
  public List<ContainerView> list(Filter filter) {
    return containers.entrySet().stream()
        .filter(each -> filter.sandboxId().isEmpty()
            || filter.sandboxId().equals(each.getValue().sandbox()))
        .map(each -> view(each.getKey(), each.getValue()))
        .filter(view -> filter.state().isEmpty() || filter.state().get() == view.state()).toList();
  }

  private ContainerView view(String id, Container container) {
    OptionalInt code = machine().exitCode(container.process());
    State state = container.process() == 0
        ? State.CREATED
        : code.isPresent() ? State.EXITED : State.RUNNING;
    return new ContainerView(id, container.sandbox(), container.config().name(),
        container.config().attempt(), state, code.orElse(0));
  }

  private List<String> inside(String sandbox) {
    return containers.entrySet().stream().filter(each -> each.getValue().sandbox().equals(sandbox))
        .map(Map.Entry::getKey).toList();
  }
}
