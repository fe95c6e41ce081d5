package catalog.controllers.node_watch_keeper;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Learner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.node.NodeAction;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.client.Lister;

/// Machines in a rack, their kubelets, and an API server that does what the controller decides. Deleting
/// Pods is another controller's work, which reads the taints.
final class Rack {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final int FAR_TOO_MANY = 500;
  private static final int LINES = 12;

  /// One thing that was decided, so many seconds after the start.
  record Deed(long second, NodeAction action) {
    @Override
    public String toString() {
      String what = switch (action) {
        case NodeAction.MarkUnknown _ -> "MarkUnknown ";
        case NodeAction.MarkPodsNotReady _ -> "MarkPodsNotReady ";
        case NodeAction.Taint taint -> "Taint " + taint.key() + " ";
        case NodeAction.Untaint _ -> "Untaint ";
      };
      return what + action.node() + " at " + second + " s";
    }
  }

  private final Learner<NodeLifecycle> learner;
  private final Map<String, Machine> machines = new TreeMap<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final List<String> evicted = new ArrayList<>();
  private NodeLifecycle controller;
  private Duration step = Duration.ofSeconds(5);
  private Instant now = START;

  Rack(Learner<NodeLifecycle> learner) {
    this.learner = learner;
    this.controller = learner.start();
  }

  /// A rack with so many machines, called a-00, a-01 … in one zone, which have reported.
  static Rack of(Learner<NodeLifecycle> learner, int machines) {
    return new Rack(learner).with("", "a", machines);
  }

  /// So many machines more, named after their zone.
  Rack with(String region, String zone, int count) {
    for (int number = 0; number < count; number++) {
      String name = "%s%s-%02d".formatted(region, zone.isEmpty() ? "x" : zone, number);
      machines.put(name, new Machine(name, region, zone));
    }
    return this;
  }

  /// One machine, which is in no zone.
  Machine add(String name) {
    Machine machine = new Machine(name, "", "");
    machines.put(name, machine);
    return machine;
  }

  void remove(String name) {
    machines.remove(name);
  }

  Machine machine(String name) {
    return Optional.ofNullable(machines.get(name)).orElseThrow();
  }

  /// The first so many machines of a zone.
  List<Machine> some(String zone, int count) {
    return machines.values().stream().filter(it -> it.name.startsWith(zone)).limit(count).toList();
  }

  Stream<Machine> all() {
    return machines.values().stream();
  }

  /// The controller is called so often from now on. Less often where nothing is expected: each call
  /// asks for every node over the wire to the learner's process.
  Rack every(int seconds) {
    step = Duration.ofSeconds(seconds);
    return this;
  }

  /// Its process ends and another begins, with empty fields.
  void restart() {
    controller = learner.start();
  }

  /// Ticks until so many seconds after the start.
  Rack until(long second) {
    while (second() < second) tick();
    return this;
  }

  /// One tick: the kubelets have reported, the controller decides, and after it time passes.
  void tick() {
    machines.values().forEach(machine -> machine.report(now));
    List<NodeAction> decided = controller.tick(now,
        Shelf.of(all().map(Machine::node)), Shelf.of(all().flatMap(it -> it.lease().stream())));
    weDid("We called `tick` once.").youAnswered("You decided " + decided.size() + " things.")
        .weNeeded("We needed one or two for each node at most.").read("L17#fact-pace")
        .failWhen(decided.size() > FAR_TOO_MANY);
    decided.forEach(this::carryOut);
    now = now.plus(step);
    machines.values().forEach(machine -> evicted.addAll(machine.evict(now)));
  }

  private void carryOut(NodeAction action) {
    deeds.add(new Deed(second(), action));
    Machine machine = all().filter(it -> it.name.equals(action.node())).findFirst()
        .orElseThrow(() -> weDid("We have the nodes " + all().map(it -> it.name).toList() + ".")
            .youAnswered("You decided something about the node `" + action.node() + "`.")
            .weNeeded("We needed decisions about nodes that are there.").read("L17").asFailure());
    switch (action) {
      case NodeAction.MarkUnknown _ -> machine.markUnknown();
      case NodeAction.MarkPodsNotReady _ -> {
      }
      case NodeAction.Taint taint -> machine.giveUp(String.valueOf(taint.key()), now);
      case NodeAction.Untaint _ -> machine.forgive();
    }
  }

  // ── What came of it

  long second() {
    return Duration.between(START, now).toSeconds();
  }

  /// The names of the Pods that were deleted.
  List<String> evicted() {
    return evicted;
  }

  /// All that was decided, or only what concerns this node.
  List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  List<Deed> deeds(String node) {
    return deeds.stream().filter(deed -> deed.action.node().equals(node)).toList();
  }

  /// The seconds in which this was decided.
  List<Long> seconds(Class<? extends NodeAction> kind) {
    return deeds.stream().filter(deed -> kind.isInstance(deed.action)).map(Deed::second).toList();
  }

  List<Long> seconds(Class<? extends NodeAction> kind, String node) {
    return deeds(node).stream().filter(deed -> kind.isInstance(deed.action)).map(Deed::second)
        .toList();
  }

  /// Begins a verdict: what we did, and what was decided.
  Feedback after(String story) {
    int hidden = Math.max(0, deeds.size() - LINES);
    return weDid(story).youAnswered("Until " + second() + " s you decided: "
        + (deeds.isEmpty() ? "nothing" : deeds.subList(0, deeds.size() - hidden).toString())
        + (hidden > 0 ? ", and " + hidden + " things more." : "."));
  }

  /// The copy that the controller reads, which is never late here.
  private record Shelf<T extends KubernetesObject>(Map<Key, T> objects) implements Lister<T> {

    static <T extends KubernetesObject> Shelf<T> of(Stream<T> objects) {
      Map<Key, T> byKey = new LinkedHashMap<>();
      objects.forEach(object -> byKey.put(object.key(), object));
      return new Shelf<>(byKey);
    }

    @Override
    public Optional<T> get(Key key) {
      return Optional.ofNullable(objects.get(key));
    }

    @Override
    public List<T> list(String namespace) {
      return objects.values().stream()
          .filter(object -> namespace.isEmpty() || object.key().namespace().equals(namespace))
          .toList();
    }
  }
}
