package kube;

import java.time.Duration;
import java.util.function.UnaryOperator;

import kube.foundation.machine.Crash;
import kube.simulation.Deed;
import kube.simulation.Recorder;
import kube.simulation.Recording;

/// What only a simulated cluster can do: be run again, go another way from any moment of its past,
/// and let a part of it die at a chosen write.
public final class Simulation {

  private static final Duration RESTART = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final Cluster.Plan plan;
  private final Recorder recorder;
  private final Traps traps;

  Simulation(Cluster cluster, Cluster.Plan plan, Recorder recorder, Traps traps) {
    this.cluster = cluster;
    this.plan = plan;
    this.recorder = recorder;
    this.traps = traps;
    cluster.loop().onCrash(this::restartSoon);
  }

  /// Keeps from now on all that is done to the cluster, for [#recording].
  ///
  /// @throws IllegalStateException when the cluster already ran: the beginning would be missing
  public void record() {
    recorder.start();
  }

  /// All that was done to the cluster so far, to be run again.
  ///
  /// @throws IllegalStateException when it was never told to [#record]
  public Recording recording() {
    return recorder.recording(plan);
  }

  /// The cluster as it was at a revision, going its own way from there.
  ///
  /// @throws kube.controlplane.etcd.CompactedException when the store no longer knows that revision
  public Cluster fork(long revision) {
    return fork(revision, branch -> branch);
  }

  /// The same, made of something else: a branch that goes on live needs a store and an audit log of
  /// its own.
  ///
  /// @param otherwise changes the plan of the branch before it is built
  public Cluster fork(long revision, UnaryOperator<Cluster.Plan> otherwise) {
    return new Fork(cluster, plan).at(revision, otherwise);
  }

  /// The component dies at its `write`-th write from now, counted from 1, and is started again a
  /// second later.
  ///
  /// @param before whether it dies before the write reaches the API server, or after it was done
  ///   and before the component learns of it
  public void crashAtWrite(String component, int write, boolean before) {
    recorder.note(new Deed.TrapSet(component, write, before));
    traps.set(component, write, before ? Traps.Moment.BEFORE : Traps.Moment.AFTER);
  }

  /// How many writes the component has asked for so far.
  public int writesOf(String component) {
    return traps.writesOf(component);
  }

  /// Does to the cluster what was once done to another.
  public void suffer(Deed deed) {
    switch (deed) {
      case Deed.Asked(var request) -> cluster.transport().send(request);
      case Deed.Unplugged(var component) -> cluster.unplug(component);
      case Deed.PluggedIn(var component) -> cluster.plugIn(component);
      case Deed.TrapSet(var component, var write, var before) ->
        crashAtWrite(component, write, before);
      case Deed.PowerFailed(var node) -> cluster.fail(node);
      case Deed.ShutDown(var node) -> cluster.shutDown(node);
      case Deed.PowerCameBack(var node) -> cluster.recover(node);
      case Deed.FileWritten(var node, var path, var text) ->
        cluster.disks().write(node, path, text);
      case Deed.FileRemoved(var node, var path) -> cluster.disks().remove(node, path);
      case Deed.FaultBegan(var fault) -> cluster.accidents().begin(fault);
      case Deed.FaultEnded(var fault) -> cluster.accidents().end(fault);
      case Deed.WiresChanged(var changed) -> cluster.faults().follow(changed);
      case Deed.CableChanged(var one, var other, var fault) ->
        cluster.network().links().set(one, other, fault);
      case Deed.LineChanged(var party, var line) -> cluster.faults().disturb(party, line);
      case Deed.PartsReplaced(var replaced) -> cluster.use(replaced);
    }
  }

  private void restartSoon(Crash crash) {
    String component = crash.component();
    cluster.find(component).unplug();
    cluster.loop().actor("machine").after(RESTART, () -> restart(component));
  }

  /// A program whose machine has lost its power comes back with the power.
  private void restart(String component) {
    int slash = component.indexOf('/');
    boolean isDark = slash > 0 && !cluster.isPoweredOn(component.substring(slash + 1));
    if (!isDark) cluster.find(component).plugIn();
  }
}
