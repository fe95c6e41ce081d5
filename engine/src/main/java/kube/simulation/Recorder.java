package kube.simulation;

import java.util.ArrayList;
import java.util.List;

import kube.Cluster;
import kube.foundation.client.Transport;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.network.Links;

/// Writes down what is done to a cluster, and exactly when.
///
/// Questions are kept too, for they stand in the log and may draw from the seed. So a recording
/// grows with every request, and only begins when somebody asks for it.
///
/// Owned by the loop.
public final class Recorder {

  private final EventLoop loop;
  private final List<Recording.Input> inputs = new ArrayList<>();

  private boolean on;
  private boolean within;

  public Recorder(EventLoop loop) {
    this.loop = loop;
  }

  /// Begins to write.
  ///
  /// @throws IllegalStateException when the cluster already ran: its beginning would be missing
  public void start() {
    if (loop.eventsRun() > 0) {
      throw new IllegalStateException("a recording begins before the first event of a cluster");
    }
    on = true;
  }

  /// Hears from now on what goes wrong on wires and cables.
  public void listen(Faults faults, Links links) {
    faults.onChange(plan -> note(new Deed.WiresChanged(plan)));
    faults.onLineChange((party, line) -> note(new Deed.LineChanged(party, line)));
    links.onChange((one, other, fault) -> note(new Deed.CableChanged(one, other, fault)));
  }

  /// Notes a deed, and nothing of what belongs to it: a replay does the whole again.
  public void doing(Deed deed, Runnable work) {
    note(deed);
    boolean wasWithin = within;
    within = true;
    try {
      work.run();
    } finally {
      within = wasWithin;
    }
  }

  public void note(Deed deed) {
    if (on && !within) inputs.add(new Recording.Input(loop.eventsRun(), loop.now(), deed));
  }

  /// The same transport, with an ear on it.
  public Transport listening(Transport transport) {
    return request -> {
      note(new Deed.Asked(request));
      return transport.send(request);
    };
  }

  /// @throws IllegalStateException when it was never started
  public Recording recording(Cluster.Plan plan) {
    if (!on) throw new IllegalStateException("this cluster was not recorded");
    return new Recording(plan, inputs, loop.eventsRun(), loop.now());
  }
}
