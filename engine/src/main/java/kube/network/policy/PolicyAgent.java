package kube.network.policy;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Kinds;
import kube.foundation.api.Namespace;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.network.Packet;
import kube.network.PolicyGate;
import org.jspecify.annotations.Nullable;

/// Keeps the network's gate as the policies are.
///
/// While there is no policy it looks at nothing else, and the gate is open. When it is unplugged the
/// gate stays as it was last.
///
/// Owned by the loop.
///
/// **Models** the agent of a network plugin that enforces policies, such as Calico or Cilium.
/// **Leaves out** that there is one on each node: here one keeps the gate for all.
public final class PolicyAgent implements PolicyGate {

  private final Actor actor;
  private final Informer<NetworkPolicy> policies;
  private final Informer<BackendPod> pods;
  private final Informer<Namespace> namespaces;
  private @Nullable PolicyRules rules;
  private boolean looksAtPods;

  public PolicyAgent(Actor actor, ApiClient client, Faults faults) {
    this.actor = actor;
    this.policies = new Informer<>(actor, client, faults, NetworkPolicy.KIND)
        .onChange(_ -> changed());
    this.pods = new Informer<>(actor, client, faults, TrafficKinds.BACKEND_POD)
        .onChange(_ -> changed());
    this.namespaces = new Informer<>(actor, client, faults, Kinds.NAMESPACE)
        .onChange(_ -> changed());
  }

  public void start() {
    policies.start();
  }

  @Override
  public Optional<String> refusesToLeave(Packet packet) {
    return looksAtPods ? current().refusesToLeave(packet) : Optional.empty();
  }

  @Override
  public Optional<String> refusesToEnter(Packet packet) {
    return looksAtPods ? current().refusesToEnter(packet) : Optional.empty();
  }

  private void changed() {
    if (actor.isRunning()) rules = null;
    if (looksAtPods || policies.list("").isEmpty()) return;
    looksAtPods = true;
    pods.start();
    namespaces.start();
  }

  private PolicyRules current() {
    PolicyRules known = rules;
    if (known == null) {
      SortedMap<String, SortedMap<String, String>> labels = new TreeMap<>();
      namespaces.list("").forEach(namespace -> labels.put(namespace.metadata().name(),
          namespace.metadata().labels()));
      known = new PolicyRules(policies.list(""), pods.list(""), labels);
      rules = known;
    }
    return known;
  }
}
