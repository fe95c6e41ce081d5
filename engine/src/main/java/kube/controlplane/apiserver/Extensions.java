package kube.controlplane.apiserver;

import java.util.Set;

import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.selector.Selectors;
import kube.foundation.machine.Part;

/// What stands outside the API server and has a say in what it does, and what it offers on demand.
///
/// @param gate whoever stands in the slot `apiserver.admission`
/// @param selectors whoever stands in the slot `apiserver.selectors`
/// @param roles whoever stands in the slot `apiserver.authz`
/// @param tokens whoever stands in the slot `apiserver.tokens`
/// @param patcher whoever stands in the slot `apiserver.patch`
/// @param registry whoever stands in the slot `apiserver.registry`
/// @param webhooks the way to webhooks
/// @param runtimeConfig groups and versions that are served besides those that are on by default,
///   such as `scheduling.k8s.io/v1beta1`
public record Extensions(Part<AdmissionGate> gate, Part<Selectors> selectors,
    Part<Authorizer> roles, Part<TokenService> tokens, Part<Patcher> patcher,
    Part<GenericRegistry> registry, WebhookTransport webhooks, Set<String> runtimeConfig) {

  public Extensions { runtimeConfig = Set.copyOf(runtimeConfig); }

  /// Our own way everywhere but at the gate.
  public Extensions(Part<AdmissionGate> gate, WebhookTransport webhooks,
      Set<String> runtimeConfig) {
    this(gate, Part.none(), Part.none(), Part.none(), Part.none(), Part.none(), webhooks,
        runtimeConfig);
  }

  public Extensions(Part<AdmissionGate> gate, WebhookTransport webhooks) {
    this(gate, webhooks, Set.of());
  }

  /// Nobody.
  public static Extensions none() {
    return new Extensions(Part.none(), WebhookTransport.NONE);
  }
}
