package kube;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.cloud.csi.Storehouse;
import kube.controlplane.scheduler.Scheduler;
import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.controlplane.scheduler.slot.SchedulerParts;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.client.SharedCopies;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;

/// The programs that run beside the API server and on no node: what starts each of them.
record ControlPlane(EventLoop loop, Faults faults, Function<Actor, ApiClient> clients,
    Slots slots, NetworkPrograms network) {

  /// Those of the roster by their names, in the order in which they start.
  Map<String, Consumer<Actor>> programs(Roster roster) {
    Actor manager = loop.actor("kcm");
    SharedCopies copies = new SharedCopies(manager, clients.apply(manager), faults);
    Map<String, Consumer<Actor>> programs = Controllers.programs(copies, clients, slots);
    programs.put("ccm.service",
        actor -> network.startBalancers(actor, new Informers(copies, actor)));
    programs.put("scheduler", actor -> new Scheduler(actor, clients.apply(actor), faults,
        configuration(actor), new SchedulerParts(slots.in(Slot.PICKER, actor),
            slots.in(Slot.PREEMPTOR, actor), slots.in(Slot.SCHEDULING_LOOP, actor)))
        .start());
    programs.put("csi", actor -> new Storehouse(actor, clients.apply(actor), faults).start());
    programs.put("dns", actor -> network.startNameServer(actor, slots));
    programs.put("cni", network::startPolicyAgent);
    programs.put("ingress", actor -> network.startRouter(actor, slots));
    programs.keySet().removeIf(name -> !roster.has(name));
    return programs;
  }

  private SchedulerConfiguration configuration(Actor actor) {
    Part<SchedulerConfiguration> part = slots.in(Slot.SCHEDULER_CONFIGURATION, actor);
    SchedulerConfiguration configuration = part.ask(chosen -> chosen);
    if (configuration.profiles().isEmpty()) part.lied("it names no profile to schedule by");
    return configuration;
  }
}
