package kube.controlplane.apiserver.admission.slot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.machine.Part;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts whoever stands in the slot among the gates.
///
/// Writes of the control plane's own housekeeping (events, leases and what is below `kube-system`)
/// are not its business.
public final class SlotPlugin implements AdmissionPlugin {

  private final Part<AdmissionGate> gate;

  public SlotPlugin(Part<AdmissionGate> gate) {
    this.gate = gate;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!gate.isForeign() || isHousekeeping(write)) return Optional.empty();
    return switch (gate.ask(part -> part.admit(plain(write)), SlotPlugin::lieIn,
        () -> new AdmissionGate.Decision.Admitted(write.object().toString(), List.of()))) {
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
    JsonNode admitted = Json.parse(json.getBytes(StandardCharsets.UTF_8));
    if (!(admitted instanceof ObjectNode whole) || whole.equals(object)) return;
    object.removeAll();
    object.setAll(whole);
  }

  private static Optional<String> lieIn(AdmissionGate.Decision decision) {
    if (!(decision instanceof AdmissionGate.Decision.Admitted(String json, _))) {
      return Optional.empty();
    }
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode
          ? Optional.empty()
          : Optional.of("the admission gate admitted something that is no object: " + json);
    } catch (JacksonException malformed) {
      return Optional.of("the admission gate admitted something that is no JSON: "
          + malformed.getOriginalMessage());
    }
  }
}
