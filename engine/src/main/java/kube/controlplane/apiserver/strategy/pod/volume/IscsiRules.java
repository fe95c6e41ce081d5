package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.regex.Pattern;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for disks that are reached by iSCSI.
public final class IscsiRules {

  private static final Pattern IQN = Pattern.compile(
      "iqn\\.\\d{4}-\\d{2}\\.([\\p{Alnum}\\-.]+)(:[^,;*&$|\\s]+)$");
  private static final Pattern EUI = Pattern.compile("^eui.\\p{Alnum}{16}$");
  private static final Pattern NAA = Pattern.compile("^naa.\\p{Alnum}{32}$");

  private IscsiRules() {}

  public static void validate(JsonNode source, String field, FieldErrors errors) {
    VolumeKinds.required("targetPortal", "iqn").check(source, field, errors);
    String name = Json.text(source, "iqn");
    if (!name.isEmpty()) validateName(name, field + ".iqn", errors);
    errors.within(source.path("lun"), 0, 255, field + ".lun");
    boolean authenticates = Json.flag(source, "chapAuthDiscovery")
        || Json.flag(source, "chapAuthSession");
    if (authenticates && !source.has("secretRef")) errors.required(field + ".secretRef");
    if (source.has("initiatorName")) {
      validateName(Json.text(source, "initiatorName"), field + ".initiatorname", errors);
    }
  }

  private static void validateName(String name, String field, FieldErrors errors) {
    Pattern form = name.startsWith("iqn") ? IQN : name.startsWith("eui") ? EUI : NAA;
    boolean begins = form != NAA || name.startsWith("naa");
    if (!begins) {
      errors.invalid(field, name, "must be valid format starting with iqn, eui, or naa");
    } else if (!form.matcher(name).find()) {
      errors.invalid(field, name, "must be valid format");
    }
  }
}
