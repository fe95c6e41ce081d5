package kube.controlplane.apiserver.admission;

import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.foundation.machine.Part;

/// What stands outside the API server and has a say in its writes.
///
/// @param gate whoever stands in the slot `apiserver.admission`
/// @param webhooks the way to webhooks
public record Extensions(Part<AdmissionGate> gate, WebhookTransport webhooks) {

  /// Nobody.
  public static Extensions none() {
    return new Extensions(Part.none(), WebhookTransport.NONE);
  }
}
