package kube.controlplane.apiserver.admission;

import java.util.Set;

import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.foundation.machine.Part;

/// What stands outside the API server and has a say in what it does, and what it offers on demand.
///
/// @param gate whoever stands in the slot `apiserver.admission`
/// @param webhooks the way to webhooks
/// @param runtimeConfig groups and versions that are served besides those that are on by default,
///   such as `scheduling.k8s.io/v1beta1`
/// @param tokens whoever stands in the slot `apiserver.tokens`
public record Extensions(Part<AdmissionGate> gate, WebhookTransport webhooks,
    Set<String> runtimeConfig, Part<TokenService> tokens) {

  public Extensions { runtimeConfig = Set.copyOf(runtimeConfig); }

  /// Where nobody else issues tokens.
  public Extensions(Part<AdmissionGate> gate, WebhookTransport webhooks,
      Set<String> runtimeConfig) {
    this(gate, webhooks, runtimeConfig, Part.none());
  }

  public Extensions(Part<AdmissionGate> gate, WebhookTransport webhooks) {
    this(gate, webhooks, Set.of());
  }

  /// Nobody.
  public static Extensions none() {
    return new Extensions(Part.none(), WebhookTransport.NONE);
  }
}
