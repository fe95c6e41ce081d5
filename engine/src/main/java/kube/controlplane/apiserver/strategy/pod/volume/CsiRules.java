package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for volumes of the Container Storage Interface.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/volumes/#csi
public final class CsiRules {

  private static final int DRIVER_NAME_AT_MOST = 63;
  private static final List<String> SECRETS = List.of("controllerPublishSecretRef",
      "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef");

  private CsiRules() {}

  /// The name under which a driver registers itself.
  public static void validateDriverName(String name, String field, FieldErrors errors) {
    if (name.isEmpty()) errors.required(field);
    if (name.length() > DRIVER_NAME_AT_MOST) errors.tooLong(field, DRIVER_NAME_AT_MOST);
    Names.DNS_SUBDOMAIN.faults(name.toLowerCase(Locale.ROOT))
        .forEach(fault -> errors.invalid(field, name, fault));
  }

  public static void validateInline(JsonNode source, String field, FieldErrors errors) {
    validateDriverName(Json.text(source, "driver"), field + ".driver", errors);
    if (!source.has("nodePublishSecretRef")) return;
    String secret = Json.text(source, "nodePublishSecretRef.name");
    if (secret.isEmpty()) {
      errors.required(field + ".nodePublishSecretRef.name");
    } else {
      errors.form(field + ".name", secret, Names.DNS_SUBDOMAIN);
    }
  }

  public static void validatePersistent(JsonNode source, String field, FieldErrors errors) {
    validateDriverName(Json.text(source, "driver"), field + ".driver", errors);
    VolumeKinds.required("volumeHandle").check(source, field, errors);
    for (String secret : SECRETS) {
      if (!source.has(secret)) continue;
      String at = field + "." + secret;
      errors.requiredForm(at + ".name", Json.text(source, secret + ".name"), Names.DNS_SUBDOMAIN);
      errors.requiredForm(at + ".namespace", Json.text(source, secret + ".namespace"),
          Names.DNS_LABEL);
    }
  }
}
