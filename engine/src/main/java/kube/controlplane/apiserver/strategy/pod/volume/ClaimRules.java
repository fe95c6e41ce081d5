package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.List;

import kube.controlplane.apiserver.strategy.AmountRules;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.LabelSelectorRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The rules for a claim to storage, by itself or in a template that makes claims.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
public final class ClaimRules {

  public static final List<String> VOLUME_MODES = List.of("Block", "Filesystem");
  private static final List<String> ACCESS_MODES = List.of("ReadOnlyMany", "ReadWriteMany",
      "ReadWriteOnce", "ReadWriteOncePod");

  private ClaimRules() {}

  /// Checks the `spec` of a claim that stands at `path`.
  public static void validateSpec(JsonNode spec, String path, FieldErrors errors) {
    Field claim = new Field(spec, path, errors);
    claim.at("accessModes").mustBeThere("at least 1 access mode is required");
    LabelSelectorRules.validate(spec.path("selector"), path + ".selector", errors);
    validateAccessModes(claim.at("accessModes"));
    JsonNode size = Json.at(spec, "resources.requests.storage");
    String place = path + ".resources[storage]";
    if (size.isMissingNode()) errors.required(place);
    else
      AmountRules.validatePositive(size, place, errors);
    if (!claim.at("storageClassName").isEmpty()) {
      claim.at("storageClassName").mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    claim.at("volumeMode").mustBeOneOf(VOLUME_MODES);
    validateSource(claim.at("dataSource"));
    validateSource(claim.at("dataSourceRef"));
    validateBothSources(claim);
    if (!claim.at("volumeAttributesClassName").isEmpty()) {
      claim.at("volumeAttributesClassName").mustHaveForm(Names.DNS_SUBDOMAIN);
    }
  }

  /// Checks modes of claims and volumes alike.
  public static void validateAccessModes(Field modes) {
    boolean hasOncePod = false;
    boolean hasOther = false;
    for (Field mode : modes.elements()) {
      boolean isKnown = ACCESS_MODES.contains(mode.text());
      if (!isKnown) modes.errors().notSupported(modes.path(), mode.text(), ACCESS_MODES);
      boolean isOncePod = mode.text().equals("ReadWriteOncePod");
      hasOncePod |= isOncePod;
      hasOther |= isKnown && !isOncePod;
    }
    if (hasOncePod && hasOther) {
      modes.forbidden("may not use ReadWriteOncePod with other access modes");
    }
  }

  private static void validateSource(Field source) {
    if (!source.isPresent()) return;
    source.at("name").mustBeThere();
    source.at("kind").mustBeThere();
    String kind = source.at("kind").text();
    if (source.at("apiGroup").isEmpty()) {
      if (!kind.equals("PersistentVolumeClaim")) {
        source.errors().invalid(source.path(), kind,
            "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
      }
    } else {
      source.at("apiGroup").mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    if (!source.at("namespace").isEmpty()) source.at("namespace").mustHaveForm(Names.DNS_LABEL);
  }

  private static void validateBothSources(Field claim) {
    Field source = claim.at("dataSource");
    Field reference = claim.at("dataSourceRef");
    if (!source.isPresent() || !reference.isPresent()) return;
    JsonNode shown = StringNode.valueOf(source.path());
    if (!reference.at("namespace").isEmpty()) {
      claim.errors().invalid(claim.path(), shown,
          "may not be specified when dataSourceRef.namespace is specified");
      return;
    }
    boolean same = List.of("apiGroup", "kind", "name").stream()
        .allMatch(name -> source.at(name).text().equals(reference.at(name).text()));
    if (!same) claim.errors().invalid(claim.path(), shown, "must match dataSourceRef");
  }
}
