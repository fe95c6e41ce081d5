package kube.controlplane.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decider;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Gauntlet;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.gang.Gangs;
import kube.controlplane.scheduler.preemption.Answer;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.preemption.Preemption;
import kube.controlplane.scheduler.profile.Profile;
import kube.controlplane.scheduler.queue.QueuedPod;
import kube.controlplane.scheduler.queue.SchedulingQueue;
import kube.controlplane.scheduler.slot.PickedDecision;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.PlannedDepartures;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.slot.SchedulerParts;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.volume.VolumeBinding;
import kube.controlplane.scheduler.volume.VolumeReservations;
import kube.foundation.api.Key;
import kube.foundation.api.Status;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// One attempt to find a node for a Pod, from the decision to the binding; for a gang, one attempt
/// for all its Pods together.
///
/// Owned by the loop.
///
/// **In Kubernetes:** scheduling cycle and binding cycle,
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
final class SchedulingCycle {

  /// One profile at work.
  private record Desk(Profile profile, Decider decider, Deeds deeds) {}

  /// A Pod that has its node and waits for something before it can be bound.
  private record Almost(QueuedPod queued, String node, Desk desk) {}

  /// A Pod of a gang, and what was decided about it.
  private record Member(QueuedPod queued, Decision decision) {}

  private static final Duration LONGEST_WAIT_FOR_VOLUMES = Duration.ofMinutes(10);
  private static final String GANG = "GangScheduling";

  /// What the rule about devices (DynamicResources) says of every Pod that asks for none.
  private static final String NO_DEVICES = "no new claims to deallocate";

  private final Actor actor;
  private final SchedulerCache cache;
  private final Nominations nominations;
  private final SchedulingQueue queue;
  private final VolumeReservations reservations;
  private final Gangs gangs;
  private final Supplier<List<DisruptionBudget>> budgets;
  private final Preemption preemption;
  private final Part<Picker> picker;
  private final Part<Preemptor> preemptor;
  private final Map<Key, Almost> almost = new LinkedHashMap<>();
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private BiConsumer<PodView, Boolean> onBound = (_, _) -> {};

  SchedulingCycle(Actor actor, SchedulerCache cache, Nominations nominations,
      SchedulingQueue queue, VolumeReservations reservations, Gangs gangs,
      Supplier<List<DisruptionBudget>> budgets, SchedulerParts parts) {
    this.picker = parts.picker();
    this.preemptor = parts.preemptor();
    this.actor = actor;
    this.cache = cache;
    this.nominations = nominations;
    this.queue = queue;
    this.reservations = reservations;
    this.gangs = gangs;
    this.budgets = budgets;
    this.preemption = new Preemption(cache, nominations, actor.randomness());
  }

  /// Serves Pods that name this profile.
  void open(Profile profile, Decider decider, Deeds deeds) {
    desks.put(profile.name(), new Desk(profile, decider, deeds));
  }

  boolean serves(PodView pod) {
    return desks.containsKey(pod.schedulerName());
  }

  /// Calls `listener` with each Pod whose binding was written or refused.
  void onBound(BiConsumer<PodView, Boolean> listener) {
    onBound = listener;
  }

  boolean isGang(PodView pod) {
    return gangs.isGang(pod);
  }

  /// The Pod is gone, wherever its binding was.
  void forget(PodView pod) {
    if (almost.remove(pod.key()) != null) reservations.release(pod);
  }

  /// Lets those come back whom the news may help.
  void tell(Happening happening) {
    queue.happened((rule, pod) -> rule.equals(GANG)
        ? Gangs.concerns(happening, pod)
        : ruleOf(rule, pod).map(filter -> filter.mayHelp(happening, pod)).orElse(true));
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

  /// The Pod's turn has come.
  void turn(QueuedPod queued) {
    PodView pod = queued.pod();
    Desk desk = desks.get(pod.schedulerName());
    if (desk == null) return;
    if (gangs.isGang(pod)) {
      turnOfGang(queued, desk);
      return;
    }
    switch (decide(pod, desk)) {
      case Decision.Placed placed -> reserve(queued, placed.node(), desk);
      case Decision.Unschedulable nowhere -> makeRoom(queued, nowhere, desk);
    }
  }

  private Decision decide(PodView pod, Desk desk) {
    return decide(pod, cache, desk.decider);
  }

  private Decision decide(PodView pod, SchedulerCache plan, Decider decider) {
    Decision decision = PickedDecision.ask(picker, pod, plan, actor.randomness())
        .orElseGet(() -> decider.decide(pod));
    actor.record("decide", "pods/" + pod.key(), decision.explanation());
    return decision;
  }

  /// Where the Pod goes if these are the seats; when nowhere, perhaps others leave, and its owner is
  /// told.
  Picker.Pick pickAmong(PodView pod, List<Picker.Seats> seats) {
    Desk desk = deskOf(pod);
    SchedulerCache plan = new SchedulerCache(cache.surroundings());
    for (Picker.Seats seat : seats) {
      plan.put(seat.node());
      seat.pods().forEach(other -> plan.put(other.on(seat.node().name())));
    }
    Decider decider = new Decider(desk.decider.rules(), plan, nominations, actor.randomness());
    return switch (decide(pod, plan, decider)) {
      case Decision.Placed placed -> new Picker.Chosen(placed.node());
      case Decision.Unschedulable nowhere -> {
        tellWhy(pod, nowhere, desk);
        SortedMap<String, String> reasons = new TreeMap<>();
        nowhere.verdicts().forEach(verdict -> reasons.put(verdict.node(), String.join(", ",
            verdict.reasons())));
        yield new Picker.Nowhere(reasons);
      }
    };
  }

  /// What is against the Pod's going to that node, in words that follow its name.
  Optional<String> obstacle(PodView pod, String node) {
    Optional<NodeRoom> room = cache.room(node);
    if (room.isEmpty()) return Optional.of("which does not exist");
    Gauntlet gauntlet = deskOf(pod).decider.gauntlet(pod);
    return gauntlet.hopeless().or(() -> gauntlet.runAnew(room.get()))
        .map(failure -> "where it does not fit: "
            + String.join(", ", failure.refusal().reasons()));
  }

  /// The Pod gets a seat that somebody else has chosen.
  void book(QueuedPod queued, String node) {
    reserve(queued, node, deskOf(queued.pod()));
  }

  private Desk deskOf(PodView pod) {
    return Objects.requireNonNull(desks.get(pod.schedulerName()), pod.schedulerName());
  }

  /// Seats all Pods of a gang on paper; when enough of them have a seat, these are bound, else none.
  private void turnOfGang(QueuedPod first, Desk desk) {
    List<Member> members = new ArrayList<>();
    for (QueuedPod queued : queue.takeTogether(first, gangs.groupOf(first.pod()))) {
      Decision decision = decide(queued.pod(), desk);
      if (decision instanceof Decision.Placed placed) cache.put(queued.pod().on(placed.node()));
      members.add(new Member(queued, decision));
    }
    long seated = members.stream().filter(m -> m.decision instanceof Decision.Placed).count();
    long bound = gangs.boundOf(first.pod());
    boolean isEnough = seated + bound >= gangs.minCountOf(first.pod());
    for (Member member : members) {
      switch (member.decision) {
        case Decision.Placed placed when isEnough -> reserve(member.queued, placed.node(), desk);
        case Decision.Placed _ -> {
          cache.remove(member.queued.key());
          giveBackOfGang(member.queued, desk, "minCount (" + gangs.minCountOf(first.pod())
              + ") cannot be satisfied: " + (seated + bound) + " scheduled, 0 remaining", members);
        }
        case Decision.Unschedulable nowhere ->
          giveBackOfGang(member.queued, desk, nowhere.message() + " preemption: not eligible due to"
              + " workload aware preemption enabled", members);
      }
    }
  }

  /// A Pod of a gang waits for whatever could help any of them.
  private void giveBackOfGang(QueuedPod queued, Desk desk, String message, List<Member> members) {
    Set<String> refusedBy = new TreeSet<>(Set.of(GANG));
    for (Member member : members) {
      if (member.decision instanceof Decision.Unschedulable nowhere) {
        refusedBy.addAll(nowhere.refusedBy());
      }
    }
    queue.giveBack(queued, refusedBy);
    desk.deeds.report(queued.pod(), "Unschedulable", message, "");
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

  void volumesChanged(Happening happening) {
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
    onBound.accept(pod, false);
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
      onBound.accept(pod, true);
    });
  }

  private void bindingFailed(QueuedPod queued, Status refusal, Desk desk) {
    PodView pod = queued.pod();
    tell(new Happening.PodLeft(pod));
    onBound.accept(pod, false);
    if (refusal.isNotFound()) {
      queue.forget(pod.key());
      return;
    }
    queue.giveBack(queued, Set.of());
    desk.deeds.report(pod, "SchedulerError",
        "binding rejected: running Bind plugin \"DefaultBinder\": " + refusal.message(),
        nominations.nodeOf(pod.key()).orElse(""));
  }

  /// No node fits: the Pod waits.
  private void makeRoom(QueuedPod queued, Decision.Unschedulable nowhere, Desk desk) {
    queue.giveBack(queued,
        nowhere.refusedBy().isEmpty() ? Set.of("NodeResourcesFit") : nowhere.refusedBy());
    tellWhy(queued.pod(), nowhere, desk);
  }

  /// Perhaps others should leave. Either way the Pod says why it waits.
  ///
  /// Where no node was even asked, the rule about devices finds none of its notes, and its "not
  /// found" ends the message.
  private void tellWhy(PodView pod, Decision.Unschedulable nowhere, Desk desk) {
    String message = nowhere.message();
    if (!nowhere.reason().isEmpty()) {
      message += " not found";
    } else if (nowhere.nodes() > 0 && desk.profile.preempts()) {
      switch (departures(pod, nowhere, desk.decider.gauntlet(pod))) {
        case Answer.Plan plan -> preempt(pod, plan, desk);
        case Answer.Nobody nobody ->
          message += " " + NO_DEVICES + ", preemption: " + nobody.reason();
      }
    } else if (nowhere.nodes() > 0) {
      message += " " + NO_DEVICES + ".";
    }
    desk.deeds.report(pod, "Unschedulable", message, nominations.nodeOf(pod.key()).orElse(""));
  }

  private Answer departures(PodView pod, Decision.Unschedulable nowhere, Gauntlet gauntlet) {
    Answer ours = preemption.plan(pod, nowhere, gauntlet, budgets.get());
    if (preemption.ineligible(pod, nowhere).isPresent()) return ours;
    return new PlannedDepartures(preemptor, ours, cache, nominations, gauntlet)
        .ask(pod, nowhere, budgets.get());
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
}
