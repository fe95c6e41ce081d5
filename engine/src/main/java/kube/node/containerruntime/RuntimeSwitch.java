package kube.node.containerruntime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Usage;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;

/// Several runtimes behind one seam: the handler of a Pod's RuntimeClass chooses.
///
/// Images are the usual runtime's business. An id belongs to the runtime that gave it.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/#cri-configuration
public final class RuntimeSwitch implements ContainerRuntime {

  private final ContainerRuntime usual;
  private final SortedMap<String, ContainerRuntime> byHandler;
  private final TreeMap<String, ContainerRuntime> owners = new TreeMap<>();

  /// @param usual the one for Pods that name no class
  public RuntimeSwitch(ContainerRuntime usual, Map<String, ContainerRuntime> byHandler) {
    this.usual = usual;
    this.byHandler = new TreeMap<>(byHandler);
  }

  private ContainerRuntime of(String id) {
    return owners.getOrDefault(id, usual);
  }

  @Override
  public String version() {
    return usual.version();
  }

  @Override
  public void pullImage(String image, List<Credential> credentials, Consumer<Pull> whenDone) {
    usual.pullImage(image, credentials, whenDone);
  }

  @Override
  public boolean hasImage(String image) {
    return usual.hasImage(image);
  }

  @Override
  public List<LocalImage> images() {
    return usual.images();
  }

  @Override
  public void removeImage(String image) {
    usual.removeImage(image);
  }

  @Override
  public Room runPodSandbox(SandboxConfig config) {
    ContainerRuntime chosen = byHandler.getOrDefault(config.handler(), usual);
    Room room = chosen.runPodSandbox(config);
    if (room instanceof Room.Made(Sandbox made) && byHandler.containsKey(config.handler())) {
      owners.put(made.id(), chosen);
    }
    return room;
  }

  @Override
  public List<Sandbox> sandboxes() {
    List<Sandbox> all = new ArrayList<>(usual.sandboxes());
    byHandler.values().forEach(other -> all.addAll(other.sandboxes()));
    return all;
  }

  @Override
  public List<Running> containers(String sandboxId) {
    return of(sandboxId).containers(sandboxId);
  }

  @Override
  public Launch startContainer(String sandboxId, ContainerConfig container) {
    Launch launch = of(sandboxId).startContainer(sandboxId, container);
    if (owners.containsKey(sandboxId)) owners.put(launch.id(), of(sandboxId));
    return launch;
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    of(containerId).stopContainer(containerId, grace);
  }

  @Override
  public void stopPodSandbox(String sandboxId) {
    of(sandboxId).stopPodSandbox(sandboxId);
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    ContainerRuntime owner = of(sandboxId);
    owner.containers(sandboxId).forEach(container -> owners.remove(container.id()));
    owner.removePodSandbox(sandboxId);
    owners.remove(sandboxId);
  }

  @Override
  public List<LogLine> log(String containerId) {
    return of(containerId).log(containerId);
  }

  @Override
  public Runnable followLog(String containerId, Consumer<LogLine> onLine, Runnable onEnd) {
    return of(containerId).followLog(containerId, onLine, onEnd);
  }

  @Override
  public Terminal.Input exec(String containerId, List<String> command, boolean stdin, boolean tty,
      Terminal.Output output) {
    return of(containerId).exec(containerId, command, stdin, tty, output);
  }

  @Override
  public Terminal.Input attach(String containerId, Terminal.Output output) {
    return of(containerId).attach(containerId, output);
  }

  @Override
  public Optional<ByteSink> portForward(String sandboxId, int port, ByteSink back) {
    return of(sandboxId).portForward(sandboxId, port, back);
  }

  @Override
  public Optional<byte[]> readFile(String containerId, String path) {
    return of(containerId).readFile(containerId, path);
  }

  @Override
  public Optional<Usage> usage(String containerId) {
    return of(containerId).usage(containerId);
  }

  @Override
  public long bytesWritten(String containerId) {
    return of(containerId).bytesWritten(containerId);
  }

  @Override
  public void rotateLog(String containerId, long mostBytes, int mostFiles) {
    of(containerId).rotateLog(containerId, mostBytes, mostFiles);
  }

  @Override
  public int processes(String containerId) {
    return of(containerId).processes(containerId);
  }

  @Override
  public void updateLimits(String containerId, ContainerConfig.Limits limits) {
    of(containerId).updateLimits(containerId, limits);
  }

  @Override
  public void onExit(Consumer<Exit> listener) {
    usual.onExit(listener);
    byHandler.values().forEach(other -> other.onExit(listener));
  }
}
