package kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.client.LeaderElector;
import kube.foundation.machine.Actor;

/// Several control-plane machines, of which one at a time runs the controllers and one the scheduler.
///
/// **Models** the processes and their leader election. **Leaves out** several API servers: all do the
/// same, and one is enough to show it.
///
/// Owned by the loop.
public final class ControlPlanes {

  private static final String NAMESPACE = "kube-system";

  /// What is elected for, by the name of the lease.
  private static final List<String> OFFICES = List.of("kube-controller-manager",
      "kube-scheduler");

  private final Cluster cluster;
  private final TreeMap<String, LeaderElector> electors = new TreeMap<>();
  private final TreeMap<String, Actor> programs = new TreeMap<>();

  ControlPlanes(Cluster cluster, int replicas) {
    this.cluster = cluster;
    for (String office : OFFICES) {
      membersOf(office).forEach(component -> cluster.find(component).unplug());
      for (int number = 1; number <= replicas; number++) stand(office, "cp-" + number);
    }
  }

  private void stand(String office, String machine) {
    Actor actor = cluster.loop().actor(office + "/" + machine);
    LeaderElector elector = new LeaderElector(actor, cluster.client(actor),
        new Key(NAMESPACE, office), machine, new LeaderElector.Listener() {
          @Override
          public void startedLeading() {
            membersOf(office).forEach(component -> cluster.find(component).plugIn());
          }

          @Override
          public void stoppedLeading() {
            membersOf(office).forEach(component -> cluster.find(component).unplug());
          }
        });
    programs.put(office + "/" + machine, actor);
    electors.put(office + "/" + machine, elector);
    elector.start();
  }

  private List<String> membersOf(String office) {
    List<String> members = new ArrayList<>();
    for (String component : cluster.components()) {
      boolean isIn = office.equals("kube-scheduler")
          ? component.equals("scheduler")
          : component.startsWith("kcm.");
      if (isIn) members.add(component);
    }
    return members;
  }

  /// The machine that may act in this office, such as `kube-scheduler`; empty when none may.
  public Optional<String> leader(String office) {
    return electors.entrySet().stream()
        .filter(elector -> elector.getKey().startsWith(office + "/"))
        .filter(elector -> elector.getValue().mayAct())
        .map(elector -> elector.getKey().substring(office.length() + 1))
        .findFirst();
  }

  /// The machine goes down: its programs stop where they are and release nothing. What they ran
  /// stops with them.
  public void fail(String machine) {
    for (String office : OFFICES) {
      boolean led = leader(office).filter(machine::equals).isPresent();
      Actor program = programs.get(office + "/" + machine);
      if (program != null) program.stop();
      if (led) membersOf(office).forEach(component -> cluster.find(component).unplug());
      electors.remove(office + "/" + machine);
    }
  }
}
