package kube.node.kubeproxy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.machine.Clock;
import kube.foundation.machine.Part;
import kube.foundation.machine.PartFailure;
import kube.foundation.machine.Randomness;
import kube.network.DataPlane;
import kube.network.Packet;

/// The place of the rules in a node: they work on whether or not kube-proxy runs, and are gone when
/// the machine is switched off.
///
/// When a learner's proxy fails in the middle of a packet, ours takes its place and the packet goes
/// on.
///
/// Owned by the loop.
public final class Kernel implements DataPlane {

  private final Clock clock;
  private final Randomness randomness;
  private final Consumer<String> onFailure;
  private Part<ServiceProxy> proxy;
  private Runnable lastUpdate = () -> {};
  private KnownWorld world = new KnownWorld(List.of(), List.of());

  /// @param onFailure is told why a replaced proxy was given up
  public Kernel(Clock clock, Randomness randomness, Consumer<String> onFailure) {
    this.clock = clock;
    this.randomness = randomness;
    this.onFailure = onFailure;
    this.proxy = Part.ours(new RuleProxy(randomness));
  }

  /// The machine boots: no rules, no memory.
  public void reset() {
    proxy = Part.ours(new RuleProxy(randomness));
    lastUpdate = () -> {};
  }

  /// Another proxy takes over. Ours stays when ours comes anew: its rules are in the kernel still.
  void install(Part<ServiceProxy> fresh) {
    boolean bothOurs = !fresh.isForeign() && !proxy.isForeign();
    if (!bothOurs) proxy = fresh;
  }

  void program(ServiceProxy.Here here, List<ServiceDetail> services,
      List<EndpointSlice> slices) {
    world = new KnownWorld(services, slices);
    lastUpdate = () -> proxy.tell(part -> part.update(here, services, slices));
    guarded(lastUpdate);
  }

  List<ServiceProxy.FlowGone> sweep() {
    return asked(part -> part.sweep(clock.now()));
  }

  @Override
  public Decision decide(Packet packet, boolean fromPods) {
    return asked(part -> decided(part.connect(packet, fromPods, clock.now()), packet));
  }

  /// Whoever asks is another program, so a proxy that fails must not fail it.
  private <R> R asked(Function<ServiceProxy, R> question) {
    try {
      return proxy.ask(question);
    } catch (PartFailure failure) {
      fallBack(failure);
      return proxy.ask(question);
    }
  }

  private Decision decided(Decision decision, Packet packet) {
    if (!proxy.isForeign()) return decision;
    world.lieIn(decision, packet).ifPresent(proxy::lied);
    return decision;
  }

  @Override
  public boolean isHealthy(int healthPort) {
    return asked(part -> part.isHealthy(healthPort));
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (PartFailure failure) {
      fallBack(failure);
    }
  }

  private void fallBack(PartFailure failure) {
    onFailure.accept(failure.reason());
    proxy = Part.ours(new RuleProxy(randomness));
    lastUpdate.run();
  }
}
