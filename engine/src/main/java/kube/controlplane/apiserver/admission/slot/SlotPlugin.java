package kube.controlplane.apiserver.admission.slot;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.machine.PartFailure;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts whoever stands in the slot among the gates.
///
/// Writes of the control plane's own housekeeping (events, leases and what is below `kube-system`)
/// are not its business.
public final class SlotPlugin implements AdmissionPlugin {

  private final AdmissionGate gate;
  private final boolean isOpen;

  public SlotPlugin(AdmissionGate gate) {
    this.gate = gate;
    this.isOpen = gate instanceof OpenGate;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (isOpen || isHousekeeping(write)) return Optional.empty();
    return switch (gate.admit(plain(write))) {
      case AdmissionGate.Decision.Denied denied -> Optional.of(Status.forbidden(
          write.info().kind(), write.info().name(), String.join(", ", denied.reasons())));
      case AdmissionGate.Decision.Admitted admitted -> {
        admitted.warnings().forEach(write.info().context()::warn);
        if (!write.deletes()) replace(write.object(), admitted.object());
        yield Optional.empty();
      }
    };
  }

  private static boolean isHousekeeping(Attributes write) {
    String plural = write.info().kind().plural();
    return plural.equals("events") || plural.equals("leases")
        || write.info().namespace().equals("kube-system");
  }

  private static AdmissionGate.Write plain(Attributes write) {
    return new AdmissionGate.Write(write.operation().name(),
        write.info().kind().qualifiedPlural(), write.info().namespace(), write.info().name(),
        write.info().subresource(), write.user().name(), write.user().groups(),
        write.object().toString(), write.old().map(JsonNode::toString).orElse(""),
        write.dryRun());
  }

  private static void replace(ObjectNode object, String json) {
    try {
      JsonNode admitted = Json.parse(json.getBytes(StandardCharsets.UTF_8));
      if (!(admitted instanceof ObjectNode whole)) {
        throw new PartFailure("the admission gate admitted something that is no object: " + json);
      }
      if (whole.equals(object)) return;
      object.removeAll();
      object.setAll(whole);
    } catch (JacksonException malformed) {
      throw new PartFailure("the admission gate admitted something that is no JSON: "
          + malformed.getOriginalMessage());
    }
  }
}
