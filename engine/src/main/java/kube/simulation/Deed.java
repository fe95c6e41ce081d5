package kube.simulation;

import kube.Parts;
import kube.foundation.api.Request;
import kube.foundation.machine.Fault;
import kube.foundation.machine.Faults;
import kube.network.Links;

/// Something that was done to a cluster from outside. All else follows from the seed.
public sealed interface Deed {

  /// Somebody asked the API server.
  record Asked(Request request) implements Deed {}

  record Unplugged(String component) implements Deed {}

  record PluggedIn(String component) implements Deed {}

  /// See [kube.Simulation#crashAtWrite].
  record TrapSet(String component, int write, boolean before) implements Deed {}

  record PowerFailed(String node) implements Deed {}

  /// The machine was told to end its programs and to switch itself off.
  record ShutDown(String node) implements Deed {}

  record PowerCameBack(String node) implements Deed {}

  record FileWritten(String node, String path, String text) implements Deed {}

  record FileRemoved(String node, String path) implements Deed {}

  /// A fault began that lasts until it ends.
  record FaultBegan(Fault fault) implements Deed {}

  record FaultEnded(Fault fault) implements Deed {}

  record WiresChanged(Faults.Plan plan) implements Deed {}

  /// The cable between two machines became another one.
  record CableChanged(String one, String other, Links.Fault fault) implements Deed {}

  /// The way between a component, or a machine, and the API server became another one.
  record LineChanged(String party, Faults.Line line) implements Deed {}

  /// Other parts took the slots. A replay uses the same suppliers, so it is exact only for parts
  /// that are pure functions of their calls.
  record PartsReplaced(Parts parts) implements Deed {}
}
