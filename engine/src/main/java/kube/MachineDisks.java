package kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.machine.Clock;
import kube.node.containerruntime.process.Files;
import kube.simulation.Deed;
import kube.simulation.Recorder;

/// The disks of the machines, for somebody who has a key to them: a manifest put into
/// `/etc/kubernetes/manifests` there becomes a static Pod.
///
/// Owned by the loop.
public final class MachineDisks {

  private final SortedMap<String, ClusterNode> nodes;
  private final Recorder recorder;
  private final Clock clock;

  MachineDisks(SortedMap<String, ClusterNode> nodes, Recorder recorder, Clock clock) {
    this.nodes = nodes;
    this.recorder = recorder;
    this.clock = clock;
  }

  /// Writes a file and the folders that lead to it.
  public void write(String node, String path, String text) {
    recorder.note(new Deed.FileWritten(node, path, text));
    disk(node).install(path, text, clock.now());
  }

  /// Removes a file, or a folder with all that is in it.
  public void remove(String node, String path) {
    recorder.note(new Deed.FileRemoved(node, path));
    disk(node).remove(path);
  }

  /// What the file holds; empty when there is none.
  public Optional<String> read(String node, String path) {
    return disk(node).read(path).map(content -> new String(content, UTF_8));
  }

  /// The names in a folder, sorted.
  public List<String> list(String node, String folder) {
    return disk(node).list(folder);
  }

  private Files disk(String node) {
    return Optional.ofNullable(nodes.get(node)).map(ClusterNode::disk)
        .orElseThrow(() -> new IllegalArgumentException("no node \"" + node + "\""));
  }
}
