package kube;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import kube.controlplane.etcd.MultiVersionStore;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.Randomness;

/// Makes a cluster out of the past of another: its store as it was at a revision, its clock at that
/// moment, its machines with the power they had then.
///
/// Machines go on where they stood: their runtimes hold the same rooms, addresses and containers under
/// the same ids, with their logs and files, and each program has lived through its time again.
/// Kubelets take them over, let those that crashed or lack their image wait on, and go on counting
/// what probes answer. All other components begin with empty memories, as processes that were started
/// anew, and read what they need from the API and the runtime. The future is drawn from a seed of its
/// own.
///
/// A moment of the past is known less well than the present. The store knows it whole; a runtime knows
/// its containers as far back as its last start and its latest hundred departures, and their words
/// with them; a disk knows the files that nobody has written since. What went over a wire is kept
/// nowhere: a program that asked somebody else begins at its first line, and what clients told a program
/// is known of the present only.
final class Fork {

  private final Cluster original;
  private final Cluster.Plan plan;

  Fork(Cluster original, Cluster.Plan plan) {
    this.original = original;
    this.plan = plan;
  }

  Cluster at(long revision, UnaryOperator<Cluster.Plan> otherwise) {
    MultiVersionStore past = original.memory().store().branch(revision);
    Cluster.Plan branch = new Cluster.Plan(
        new Randomness(plan.seed()).branch("fork at " + revision).nextLong(), plan.nodes(),
        timeOf(revision), original.faults().plan(),
        original.parts().withOur(Slot.STORE, () -> past.branch(revision)),
        plan.access(), plan.roster());
    Cluster fork = new Cluster(otherwise.apply(branch));
    fork.machines().inherit(original.machines(), branch.startsAt());
    fork.start();
    without("fail", "recover", revision)
        .forEach(object -> fork.fail(object.substring("nodes/".length())));
    without("unplug", "plug-in", revision).forEach(fork::unplug);
    return fork;
  }

  /// The newest revision is what there is now.
  private Instant timeOf(long revision) {
    if (revision == original.revision()) return original.now();
    return original.log()
        .entries()
        .stream()
        .filter(entry -> entry.revision() >= revision)
        .findFirst()
        .map(EventLog.Entry::time)
        .orElse(original.now());
  }

  /// What was off at the revision: switched off and not yet switched on again.
  private Set<String> without(String off, String on, long revision) {
    Set<String> absent = new TreeSet<>();
    for (EventLog.Entry entry : original.log().entries()) {
      if (entry.revision() > revision) break;
      if (!entry.actor().equals("machine")) continue;
      if (entry.verb().equals(off)) absent.add(entry.object());
      if (entry.verb().equals(on)) absent.remove(entry.object());
    }
    return absent;
  }
}
