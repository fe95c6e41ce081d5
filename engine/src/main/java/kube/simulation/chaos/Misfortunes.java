package kube.simulation.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.Cluster;
import kube.foundation.machine.Actor;
import kube.foundation.machine.ApiFailure;
import kube.foundation.machine.Fault;
import kube.foundation.machine.Faults;

/// What befalls a cluster: one blow after another, each healed after a while or at the [#end].
///
/// Every [Fault] that has a name is drawn, and besides them programs that die, watches that lose their
/// voice and requests that do. At most one machine is dark at a time, so that the others can carry its
/// load.
final class Misfortunes {

  private static final Duration SHORTEST_CALM = Duration.ofSeconds(2);
  private static final Duration LONGEST_CALM = Duration.ofSeconds(25);
  private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(1);
  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(100);
  private static final int LAST_WRITE_TO_DIE_AT = 5;
  private static final int MEMBERS = 3;
  private static final Duration SKEW = Duration.ofMinutes(2);
  private static final double FAILED_SHARE = 0.2;

  private final Actor actor;
  private final Cluster cluster;
  private final Set<String> dark = new TreeSet<>();
  private final Set<String> unplugged = new TreeSet<>();
  private boolean over;

  Misfortunes(Actor actor, Cluster cluster) {
    this.actor = actor;
    this.cluster = cluster;
  }

  void start() {
    actor.after(actor.randomness().between(SHORTEST_CALM, LONGEST_CALM), this::strike);
  }

  /// All that is broken is mended, and nothing breaks any more.
  void end() {
    over = true;
    List.copyOf(dark).forEach(this::powerBack);
    List.copyOf(unplugged).forEach(this::plugIn);
    cluster.accidents().endAll();
    cluster.faults().follow(Faults.Plan.calm());
  }

  private void strike() {
    if (over) return;
    switch (actor.randomness().below(11)) {
      case 0 -> powerCut();
      case 1, 2 -> unplug();
      case 3 -> cluster.simulation().crashAtWrite(component(),
          1 + actor.randomness().below(LAST_WRITE_TO_DIE_AT), actor.randomness().chance(0.5));
      case 4 -> disturb(Faults.Plan.calm().withWatchSilenced(0.05).withRequestFailed(0.05));
      case 5, 6, 7, 8, 9 -> accident();
      default -> disturb(Faults.Plan.calm()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(1_500)));
    }
    start();
  }

  private void powerCut() {
    if (!dark.isEmpty()) return;
    String node = actor.randomness().pick(cluster.nodes());
    dark.add(node);
    cluster.accidents().begin(new Fault.NodeCrash(node));
    later(() -> powerBack(node));
  }

  private void powerBack(String node) {
    if (!dark.remove(node)) return;
    cluster.accidents().end(new Fault.NodeCrash(node));
  }

  /// One of the faults that have a name.
  private void accident() {
    String program = component();
    Fault fault = switch (actor.randomness().below(10)) {
      case 0 -> new Fault.Hang(program);
      case 1 ->
        new Fault.ClockSkew(program, actor.randomness().chance(0.5) ? SKEW : SKEW.negated());
      case 2 -> new Fault.Partition(program, "apiserver");
      case 3 -> new Fault.SlowLink(program, "apiserver", Duration.ofSeconds(3));
      case 4 -> new Fault.LossyLink(program, "apiserver", 0.3);
      case 5 -> new Fault.EtcdMemberLoss(1 + actor.randomness().below(MEMBERS));
      case 6 -> new Fault.DiskFull();
      case 7 -> new Fault.WebhookDown(Household.INSPECTOR);
      case 8 -> new Fault.Partition(actor.randomness().pick(cluster.nodes()), "apiserver");
      default -> new Fault.ApiErrors(FAILED_SHARE,
          actor.randomness().pick(List.of(ApiFailure.values())));
    };
    cluster.accidents().begin(fault);
    later(() -> cluster.accidents().end(fault));
  }

  private void unplug() {
    String component = component();
    if (!unplugged.add(component)) return;
    cluster.unplug(component);
    later(() -> plugIn(component));
  }

  private void plugIn(String component) {
    if (isDark(component)) {
      later(() -> plugIn(component));
    } else if (unplugged.remove(component)) {
      cluster.plugIn(component);
    }
  }

  private String component() {
    List<String> candidates = new ArrayList<>(cluster.components());
    candidates.removeIf(this::isDark);
    return actor.randomness().pick(candidates);
  }

  /// Whether it is a program of a machine without power.
  private boolean isDark(String component) {
    return dark.contains(component.substring(component.indexOf('/') + 1));
  }

  private void disturb(Faults.Plan plan) {
    cluster.faults().follow(plan);
    later(() -> cluster.faults().follow(Faults.Plan.calm()));
  }

  private void later(Runnable mend) {
    actor.after(actor.randomness().between(SHORTEST_OUTAGE, LONGEST_OUTAGE), mend);
  }
}
