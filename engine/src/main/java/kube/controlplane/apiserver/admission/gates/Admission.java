package kube.controlplane.apiserver.admission.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import kube.controlplane.apiserver.access.Access;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.defaults.AccountSecret;
import kube.controlplane.apiserver.admission.defaults.DefaultClass;
import kube.controlplane.apiserver.admission.defaults.DefaultTolerationSeconds;
import kube.controlplane.apiserver.admission.defaults.Priority;
import kube.controlplane.apiserver.admission.defaults.RuntimeClass;
import kube.controlplane.apiserver.admission.defaults.ServiceAccount;
import kube.controlplane.apiserver.admission.defaults.StorageInUseProtection;
import kube.controlplane.apiserver.admission.limits.ClaimResize;
import kube.controlplane.apiserver.admission.limits.LimitRanger;
import kube.controlplane.apiserver.admission.limits.ResourceQuota;
import kube.controlplane.apiserver.admission.podsecurity.PodSecurity;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Status;
import kube.foundation.machine.Randomness;

/// All gates, in the order in which a write passes them: first all may change it, then all may
/// refuse it.
///
/// The order is Kubernetes' own; policies and webhooks stand near its end, and the quota is the
/// last, because what a later gate refuses must not be charged.
///
/// **In Kubernetes:**
/// [plugins.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubeapiserver/options/plugins.go)
public final class Admission {

  private final List<AdmissionPlugin> gates;

  /// @param randomness ends the names of volumes for tokens
  /// @param access watches over who grants what, when roles are in force; then kubelets are
  ///   narrowed down as well
  /// @param extensions the gates of policies, webhooks and learners
  public Admission(Registry registry, Randomness randomness, Access access,
      List<AdmissionPlugin> extensions) {
    List<AdmissionPlugin> all = new ArrayList<>(List.of(
        new NamespaceLifecycle(registry),
        new LimitRanger(registry),
        new ServiceAccount(registry, randomness),
        new AccountSecret(registry, access.accountTokens())));
    if (access.escalation().isPresent()) all.add(new NodeRestriction(registry));
    all.addAll(List.of(
        new PodSecurity(registry),
        new Priority(registry),
        new RuntimeClass(registry),
        new DefaultTolerationSeconds(),
        DefaultClass.ofClaims(registry),
        new StorageInUseProtection(),
        new ClaimResize(registry),
        new CertificateRequester(),
        DefaultClass.ofIngresses(registry),
        new GrantsOnlyOwnRights(access.escalation())));
    all.addAll(extensions);
    all.add(new ResourceQuota(registry));
    gates = List.copyOf(all);
  }

  /// Lets every gate change the object; the first reason against the write, if there is one.
  public Optional<Status> mutate(Attributes write) {
    return first(AdmissionPlugin::mutate, write);
  }

  /// The first reason against the write as it is now; empty when all gates let it pass.
  public Optional<Status> validate(Attributes write) {
    return first(AdmissionPlugin::validate, write);
  }

  /// Both, for writes that nothing happens to between the two.
  public Optional<Status> admit(Attributes write) {
    return mutate(write).or(() -> validate(write));
  }

  private Optional<Status> first(BiFunction<AdmissionPlugin, Attributes, Optional<Status>> door,
      Attributes write) {
    for (AdmissionPlugin gate : gates) {
      Optional<Status> refusal = door.apply(gate, write);
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }
}
