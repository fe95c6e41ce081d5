package kube.controlplane.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decider;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.preemption.Answer;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.preemption.Preemption;
import kube.controlplane.scheduler.profile.Profile;
import kube.controlplane.scheduler.profile.RuleBook;
import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.controlplane.scheduler.queue.QueuedPod;
import kube.controlplane.scheduler.queue.SchedulingQueue;
import kube.controlplane.scheduler.view.Copies;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.volume.NodeVolumeLimits;
import kube.controlplane.scheduler.volume.VolumeBinding;
import kube.controlplane.scheduler.volume.VolumeLore;
import kube.controlplane.scheduler.volume.VolumeReservations;
import kube.controlplane.scheduler.volume.VolumeRestrictions;
import kube.controlplane.scheduler.volume.VolumeZone;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.WorkloadKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;

/// Watches for Pods without a node, decides, and writes one binding for each.
///
/// It remembers what it has assigned until its copy of the Pods shows it, so that two Pods in a row
/// do not both take the last free place. A Pod that fits nowhere may make others leave
/// ([Preemption]), and waits until something changes that could help it.
///
/// Owned by the loop.
///
/// **Models** the scheduling framework with its queue, its extension points and the default plugins,
/// for several profiles. **Leaves out** extenders.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
public final class Scheduler {

  /// One profile at work.
  private record Desk(Profile profile, Decider decider, Deeds deeds) {}

  /// A Pod that has its node and waits for something before it can be bound.
  private record Almost(QueuedPod queued, String node, Desk desk) {}

  private static final Duration LONGEST_WAIT_FOR_VOLUMES = Duration.ofMinutes(10);

  private static final Kind<PodView> PODS = Kinds.POD.readAs(PodView::of);
  private static final Kind<NodeView> NODES = Kinds.NODE.readAs(NodeView::of);
  private static final Kind<DisruptionBudget> BUDGETS = WorkloadKinds.POD_DISRUPTION_BUDGET
      .readAs(DisruptionBudget::of);

  private final Actor actor;
  private final List<Informer<?>> copies = new ArrayList<>();
  private final Informer<DisruptionBudget> budgets;
  private final SchedulerCache cache;
  private final Nominations nominations = new Nominations();
  private final SchedulingQueue queue;
  private final Preemption preemption;
  private final VolumeReservations reservations;
  private final Map<Key, Almost> almost = new LinkedHashMap<>();
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private boolean turnPosted;

  public Scheduler(Actor actor, ApiClient client, Faults faults) {
    this(actor, client, faults, SchedulerConfiguration.standard());
  }

  public Scheduler(Actor actor, ApiClient client, Faults faults,
      SchedulerConfiguration configuration) {
    this.actor = actor;
    Copies factory = new Copies() {
      @Override
      public <T extends KubernetesObject> Informer<T> of(Kind<T> kind) {
        Informer<T> copy = new Informer<>(actor, client, faults, kind);
        copies.add(copy.onListed(Scheduler.this::takeTurns));
        return copy;
      }
    };
    factory.of(NODES).onChange(this::nodeChanged);
    Neighborhood neighborhood = new Neighborhood(factory);
    this.cache = new SchedulerCache(neighborhood);
    neighborhood.onNamespaceChange(change -> {
      cache.namespacesChanged();
      tell(new Happening.NamespaceChanged(change.object().metadata().name()));
    });
    this.budgets = factory.of(BUDGETS);
    factory.of(PODS).onChange(this::podChanged);
    this.queue = new SchedulingQueue(actor, configuration.backoff(),
        (pod, waiting) -> pod.gates().isEmpty(), this::takeTurns);
    this.preemption = new Preemption(cache, nominations, actor.randomness());
    VolumeLore lore = new VolumeLore(factory, this::volumesChanged);
    this.reservations = new VolumeReservations(client, lore);
    RuleBook rules = new RuleBook(List.of(new VolumeRestrictions(lore), new NodeVolumeLimits(lore),
        new VolumeBinding(lore, reservations), new VolumeZone(lore)));
    for (Profile profile : configuration.profiles()) {
      desks.put(profile.name(), new Desk(profile,
          new Decider(rules.of(profile), cache, nominations, actor.randomness()),
          new Deeds(actor, client, profile.name())));
    }
  }

  public void start() {
    copies.forEach(Informer::start);
  }

  private void nodeChanged(Change<NodeView> change) {
    if (change.isDeletion()) {
      cache.removeNode(change.object().name());
      return;
    }
    NodeView node = change.object();
    cache.put(node);
    change.before().ifPresentOrElse(before -> {
      if (!before.looksLike(node)) tell(new Happening.NodeChanged(before, node));
    }, () -> tell(new Happening.NodeAdded(node)));
  }

  private void podChanged(Change<PodView> change) {
    PodView pod = change.object();
    if (change.isDeletion() || pod.isFinished()) {
      podLeft(pod);
    } else if (pod.isAssigned()) {
      podIsThere(change, pod);
    } else if (cache.placed(pod.key()).isEmpty()) {
      podWaits(change, pod);
    }
  }

  private void podLeft(PodView pod) {
    boolean wasThere = cache.placed(pod.key()).isPresent();
    boolean hadPromise = nominations.nodeOf(pod.key()).isPresent();
    cache.remove(pod.key());
    if (almost.remove(pod.key()) != null) reservations.release(pod);
    nominations.withdraw(pod.key());
    queue.forget(pod.key());
    if (wasThere || hadPromise) tell(new Happening.PodLeft(pod));
  }

  private void podIsThere(Change<PodView> change, PodView pod) {
    boolean isNews = cache.placed(pod.key()).isEmpty();
    cache.put(pod);
    nominations.withdraw(pod.key());
    queue.forget(pod.key());
    if (isNews || change.before().filter(PodView::isAssigned).isEmpty()) {
      tell(new Happening.PodPlaced(pod));
    } else {
      PodView before = change.before().get();
      boolean looksNew = !before.labels().equals(pod.labels())
          || !before.wish().requests().equals(pod.wish().requests());
      if (looksNew) tell(new Happening.PodChanged(before, pod));
    }
  }

  private void podWaits(Change<PodView> change, PodView pod) {
    if (!desks.containsKey(pod.schedulerName()) || pod.isLeaving()) {
      queue.forget(pod.key());
      nominations.withdraw(pod.key());
      return;
    }
    if (change.before().isEmpty() && !pod.status().nominatedNode().isEmpty()) {
      nominations.promise(pod, pod.status().nominatedNode());
    }
    queue.put(pod);
    boolean looksNew = change.before()
        .filter(before -> !before.wish().equals(pod.wish())
            || !before.labels().equals(pod.labels()) || !before.gates().equals(pod.gates()))
        .isPresent();
    if (looksNew) queue.bringBack(pod.key());
  }

  /// Lets those come back whom the news may help.
  private void tell(Happening happening) {
    queue.happened((rule, pod) -> ruleOf(rule, pod).map(filter -> filter.mayHelp(happening, pod))
        .orElse(true));
  }

  private Optional<Filter> ruleOf(String name, PodView pod) {
    Desk desk = desks.get(pod.schedulerName());
    if (desk == null) return Optional.empty();
    return desk.decider.rules()
        .filters()
        .stream()
        .filter(filter -> filter.name().equals(name))
        .findFirst();
  }

  private void takeTurns() {
    if (turnPosted || !queue.hasReady() || !copies.stream().allMatch(Informer::isSynced)) return;
    turnPosted = true;
    actor.post(() -> {
      turnPosted = false;
      queue.next().ifPresent(this::schedule);
      takeTurns();
    });
  }

  private void schedule(QueuedPod queued) {
    PodView pod = queued.pod();
    Desk desk = desks.get(pod.schedulerName());
    if (desk == null) return;
    Decision decision = desk.decider.decide(pod);
    actor.record("decide", "pods/" + pod.key(), decision.explanation());
    switch (decision) {
      case Decision.Placed placed -> reserve(queued, placed.node(), desk);
      case Decision.Unschedulable nowhere -> makeRoom(queued, nowhere, desk);
    }
  }

  /// Counts the Pod on the node at once; when it needs volumes, the binding waits for them.
  private void reserve(QueuedPod queued, String node, Desk desk) {
    PodView pod = queued.pod();
    cache.put(pod.on(node));
    Optional<NodeRoom> room = cache.room(node);
    if (pod.wish().claims().isEmpty() || room.isEmpty() || reservations.isReady(pod)) {
      bind(queued, node, desk);
      return;
    }
    Almost waiting = new Almost(queued, node, desk);
    almost.put(pod.key(), waiting);
    Optional<Status> refusal = reservations.reserve(pod, room.get());
    if (refusal.isPresent()) {
      giveUp(waiting, "running PreBind plugin \"VolumeBinding\": binding volumes: "
          + refusal.get().message());
    } else {
      actor.after(LONGEST_WAIT_FOR_VOLUMES, () -> {
        if (waiting.equals(almost.get(pod.key()))) {
          giveUp(waiting, "running PreBind plugin \"VolumeBinding\": binding volumes: context"
              + " deadline exceeded");
        }
      });
    }
  }

  private void volumesChanged(Happening happening) {
    tell(happening);
    for (Almost waiting : List.copyOf(almost.values())) {
      PodView pod = waiting.queued.pod();
      if (!reservations.isReady(pod)) continue;
      almost.remove(pod.key());
      reservations.release(pod);
      bind(waiting.queued, waiting.node, waiting.desk);
    }
  }

  /// The Pod leaves the node that it was counted on, and tries again later.
  private void giveUp(Almost waiting, String why) {
    PodView pod = waiting.queued.pod();
    almost.remove(pod.key());
    reservations.release(pod);
    cache.remove(pod.key());
    tell(new Happening.PodLeft(pod));
    queue.giveBack(waiting.queued, Set.of());
    waiting.desk.deeds.report(pod, "SchedulerError", why, "");
  }

  /// Writes the binding, and takes the Pod away from the node again when that is refused.
  private void bind(QueuedPod queued, String node, Desk desk) {
    PodView pod = queued.pod();
    desk.deeds.bind(pod, node).ifPresentOrElse(refusal -> {
      cache.remove(pod.key());
      bindingFailed(queued, refusal, desk);
    }, () -> {
      nominations.withdraw(pod.key());
      queue.forget(pod.key());
      tell(new Happening.PodPlaced(pod.on(node)));
    });
  }

  private void bindingFailed(QueuedPod queued, Status refusal, Desk desk) {
    PodView pod = queued.pod();
    tell(new Happening.PodLeft(pod));
    if (refusal.isNotFound()) {
      queue.forget(pod.key());
      return;
    }
    queue.giveBack(queued, Set.of());
    desk.deeds.report(pod, "SchedulerError",
        "binding rejected: running Bind plugin \"DefaultBinder\": " + refusal.message(),
        nominations.nodeOf(pod.key()).orElse(""));
  }

  /// No node fits: perhaps others should leave. Either way the Pod waits and says why.
  private void makeRoom(QueuedPod queued, Decision.Unschedulable nowhere, Desk desk) {
    PodView pod = queued.pod();
    queue.giveBack(queued,
        nowhere.refusedBy().isEmpty() ? Set.of("NodeResourcesFit") : nowhere.refusedBy());
    String message = nowhere.message();
    if (nowhere.nodes() > 0 && desk.profile.preempts()) {
      switch (preemption.plan(pod, nowhere, desk.decider.gauntlet(pod), budgets.list(""))) {
        case Answer.Plan plan -> preempt(pod, plan, desk);
        case Answer.Nobody nobody -> message += " preemption: " + nobody.reason();
      }
    }
    desk.deeds.report(pod, "Unschedulable", message, nominations.nodeOf(pod.key()).orElse(""));
  }

  private void preempt(PodView pod, Answer.Plan plan, Desk desk) {
    actor.record("preempt", "pods/" + pod.key(), plan.victims().size() + " to leave "
        + plan.node() + ": " + String.join(", ", plan.victims().stream().map(victim -> victim.key()
            .toString()).toList()));
    for (PodView lower : nominations.on(plan.node())) {
      if (lower.priority() >= pod.priority()) continue;
      nominations.withdraw(lower.key());
      desk.deeds.withdrawPromise(lower);
      queue.bringBack(lower.key());
    }
    nominations.promise(pod, plan.node());
    plan.victims().forEach(victim -> desk.deeds.evict(victim, pod));
  }

  /// How many Pods wait for a node.
  public int waiting() {
    return queue.size();
  }

  /// Whether the Pod is counted on a node, by us or by the API.
  public boolean isPlaced(Key pod) {
    return cache.placed(pod).isPresent();
  }
}
