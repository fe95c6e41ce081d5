package kube.controlplane.apiserver.strategy.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Secrets: bytes by name. The type says which names there must be.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
final class SecretStrategy implements Strategy {

  private static final String ACCOUNT = "kubernetes.io/service-account.name";

  /// What is written as text is stored as bytes; where both say something, the text wins.
  @Override
  public void setDefaults(ObjectNode object) {
    Defaults.put(object, "type", "Opaque");
    if (!(object.remove("stringData") instanceof ObjectNode texts)) return;
    ObjectNode data = Defaults.object(object, "data");
    texts.forEachEntry((key, text) -> data.put(key, Base64.getEncoder()
        .encodeToString(text.asString("").getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    JsonNode data = object.path("data");
    KeyedData.validateKeys(data, "data", errors);
    KeyedData.validateSize(KeyedData.sizeOfBytes(data), "data", errors);
    switch (Json.text(object, "type")) {
      case "kubernetes.io/service-account-token" -> {
        String account = Json.texts(object, "metadata.annotations").getOrDefault(ACCOUNT, "");
        if (account.isEmpty()) errors.required("metadata.annotations[" + ACCOUNT + "]");
      }
      case "kubernetes.io/dockercfg" -> validateJson(data, ".dockercfg", errors);
      case "kubernetes.io/dockerconfigjson" -> validateJson(data, ".dockerconfigjson", errors);
      case "kubernetes.io/basic-auth" -> {
        if (!data.has("username") && !data.has("password")) {
          errors.required("data[username]");
          errors.required("data[password]");
        }
      }
      case "kubernetes.io/ssh-auth" -> {
        if (Json.text(data, "ssh-privatekey").isEmpty()) errors.required("data[ssh-privatekey]");
      }
      case "kubernetes.io/tls" -> {
        for (String key : List.of("tls.crt", "tls.key")) {
          if (!data.has(key)) errors.required("data[" + key + "]");
        }
      }
      default -> {}
    }
  }

  private static void validateJson(JsonNode data, String key, FieldErrors errors) {
    String field = "data[" + key + "]";
    if (!data.has(key)) {
      errors.required(field);
      return;
    }
    byte[] text = KeyedData.bytes(data.path(key)).orElse(new byte[0]);
    if (!isJsonObject(text)) {
      errors.invalid(field, "<secret contents redacted>", text.length == 0
          ? "unexpected end of JSON input"
          : "invalid character '" + (char) text[0] + "' looking for beginning of value");
    }
  }

  private static boolean isJsonObject(byte[] text) {
    try {
      return Json.parse(text).isObject();
    } catch (JacksonException _) {
      return false;
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("type", old.path("type"), object.path("type"));
    KeyedData.validateImmutable(object, old, errors, "data");
  }

  @Override
  public List<String> selectableFields() {
    return List.of("type");
  }
}
