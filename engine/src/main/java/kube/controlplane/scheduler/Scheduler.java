package kube.controlplane.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decider;
import kube.controlplane.scheduler.gang.Gangs;
import kube.controlplane.scheduler.gang.PodGroup;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.preemption.Preemption;
import kube.controlplane.scheduler.profile.Profile;
import kube.controlplane.scheduler.profile.RuleBook;
import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.controlplane.scheduler.queue.SchedulingQueue;
import kube.controlplane.scheduler.slot.SchedulerParts;
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
import kube.foundation.api.Interner;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
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

  private static final Kind<NodeView> NODES = Kinds.NODE.readAs(NodeView::of);
  private static final Kind<DisruptionBudget> BUDGETS = WorkloadKinds.POD_DISRUPTION_BUDGET
      .readAs(DisruptionBudget::of);

  /// So many Pods have their turn at one moment; then time goes on, that others learn of it.
  private static final int TURNS_AT_A_MOMENT = 100;
  private static final Duration BREATH = Duration.ofMillis(10);

  private final Actor actor;
  private final List<Informer<?>> copies = new ArrayList<>();
  private final SchedulerCache cache;
  private final Nominations nominations = new Nominations();
  private final SchedulingQueue queue;
  private final SchedulingCycle cycle;
  private final Gangs gangs;
  private final Optional<BorrowedLoop> borrowed;
  private boolean turnPosted;
  private Instant moment = Instant.MIN;
  private int turnsAtMoment;

  public Scheduler(Actor actor, ApiClient client, Faults faults) {
    this(actor, client, faults, SchedulerConfiguration.standard(), SchedulerParts.none());
  }

  /// @param parts what a learner's parts do in the place of ours
  public Scheduler(Actor actor, ApiClient client, Faults faults,
      SchedulerConfiguration configuration, SchedulerParts parts) {
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
    Informer<DisruptionBudget> budgets = factory.of(BUDGETS);
    this.gangs = new Gangs(factory.of(PodGroup.KIND).onChange(this::groupChanged));
    Interner interner = new Interner();
    factory.of(Kinds.POD.readAs(pod -> PodView.of(pod, interner))).onChange(this::podChanged);
    this.queue = new SchedulingQueue(actor, configuration.backoff(),
        (pod, waiting) -> pod.gates().isEmpty() && gangs.mayTry(pod), this::takeTurns);
    VolumeLore lore = new VolumeLore(factory, this::volumesChanged);
    VolumeReservations reservations = new VolumeReservations(client, lore);
    RuleBook rules = new RuleBook(List.of(new VolumeRestrictions(lore), new NodeVolumeLimits(lore),
        new VolumeBinding(lore, reservations), new VolumeZone(lore)));
    this.cycle = new SchedulingCycle(actor, cache, nominations, queue, reservations, gangs,
        () -> budgets.list(""), parts);
    this.borrowed = parts.loop().isForeign()
        ? Optional.of(new BorrowedLoop(actor, parts.loop(), queue, cache, cycle,
            this::knowsAll))
        : Optional.empty();
    for (Profile profile : configuration.profiles()) {
      cycle.open(profile, new Decider(rules.of(profile), cache, nominations, actor.randomness()),
          new Deeds(actor, client, profile.name()));
    }
  }

  private void groupChanged(Change<PodGroup> change) {
    PodGroup group = change.object();
    queue.askAgain();
    tell(new Happening.GroupChanged(group.metadata().namespace(), group.metadata().name()));
  }

  private void tell(Happening happening) {
    cycle.tell(happening);
  }

  private void volumesChanged(Happening happening) {
    cycle.volumesChanged(happening);
  }

  public void start() {
    copies.forEach(Informer::start);
  }

  private void nodeChanged(Change<NodeView> change) {
    if (change.isDeletion()) {
      cache.removeNode(change.object().name());
      borrowed.ifPresent(loop -> loop.nodeGone(change.object().name()));
      return;
    }
    NodeView node = change.object();
    cache.put(node);
    borrowed.ifPresent(loop -> loop.nodeSeen(node));
    change.before().ifPresentOrElse(before -> {
      if (!before.looksLike(node)) tell(new Happening.NodeChanged(before, node));
    }, () -> tell(new Happening.NodeAdded(node)));
  }

  private void podChanged(Change<PodView> change) {
    PodView pod = change.object();
    if (gangs.changed(pod, change.isDeletion() || pod.isFinished())) {
      queue.askAgain();
      tell(new Happening.GroupChanged(pod.namespace(), pod.wish().group()));
    }
    if (change.isDeletion() || pod.isFinished()) {
      podLeft(pod);
    } else if (pod.isAssigned()) {
      podIsThere(change, pod);
    } else if (cache.placed(pod.key()).isEmpty()) {
      podWaits(change, pod);
    }
    borrowed.ifPresent(loop -> {
      boolean isGone = change.isDeletion() || pod.isFinished()
          || (pod.isLeaving() && !pod.isAssigned());
      if (isGone) loop.podGone(pod);
      else
        loop.podSeen(pod);
    });
  }

  private void podLeft(PodView pod) {
    boolean wasThere = cache.placed(pod.key()).isPresent();
    boolean hadPromise = nominations.nodeOf(pod.key()).isPresent();
    cache.remove(pod.key());
    cycle.forget(pod);
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
    if (!cycle.serves(pod) || pod.isLeaving()) {
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

  private boolean knowsAll() {
    return copies.stream().allMatch(Informer::isSynced);
  }

  private void takeTurns() {
    if (turnPosted || !queue.hasReady() || !knowsAll()) return;
    if (borrowed.isPresent()) {
      borrowed.get().wake();
      return;
    }
    turnPosted = true;
    actor.after(beforeNextTurn(), () -> {
      turnPosted = false;
      queue.next().ifPresent(cycle::turn);
      takeTurns();
    });
  }

  private Duration beforeNextTurn() {
    if (!actor.now().equals(moment)) {
      moment = actor.now();
      turnsAtMoment = 0;
    }
    return ++turnsAtMoment > TURNS_AT_A_MOMENT ? BREATH : Duration.ZERO;
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
