package kube.controlplane.apiserver.strategy.core;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// ConfigMaps: settings by name, each a text or bytes, together no more than 1 MiB.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/configuration/configmap/
final class ConfigMapStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    JsonNode bytes = object.path("binaryData");
    KeyedData.validateKeys(object.path("data"), "data", errors);
    for (String key : object.path("data").propertyNames()) {
      if (bytes.has(key)) {
        errors.invalid("data[" + key + "]", key, "duplicate of key present in binaryData");
      }
    }
    KeyedData.validateKeys(bytes, "binaryData", errors);
    KeyedData.validateSize(
        KeyedData.sizeOfTexts(object.path("data")) + KeyedData.sizeOfBytes(bytes), "", errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    KeyedData.validateImmutable(object, old, errors, "data", "binaryData");
  }
}
