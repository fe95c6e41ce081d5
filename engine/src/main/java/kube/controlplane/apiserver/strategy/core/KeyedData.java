package kube.controlplane.apiserver.strategy.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules that ConfigMaps and Secrets share: keys are names of files, and there is a limit.
final class KeyedData {

  private static final int BYTES_AT_MOST = 1024 * 1024;

  private KeyedData() {}

  static void validateKeys(JsonNode data, String field, FieldErrors errors) {
    for (String key : data.propertyNames()) {
      errors.form(field + "[" + key + "]", key, Names.CONFIG_KEY);
    }
  }

  static void validateSize(long size, String field, FieldErrors errors) {
    if (size > BYTES_AT_MOST) errors.tooLong(field, BYTES_AT_MOST);
  }

  static long sizeOfTexts(JsonNode data) {
    return data.valueStream()
        .mapToLong(text -> text.asString("").getBytes(StandardCharsets.UTF_8).length).sum();
  }

  static long sizeOfBytes(JsonNode data) {
    return data.valueStream().mapToLong(value -> bytes(value).map(it -> it.length).orElse(0)).sum();
  }

  /// The bytes that the text in Base64 stands for.
  static Optional<byte[]> bytes(JsonNode value) {
    try {
      return Optional.of(Base64.getDecoder().decode(value.asString("")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// What was once declared immutable stays so, and stays as it is.
  static void validateImmutable(JsonNode object, JsonNode old, FieldErrors errors,
      String... fields) {
    if (!Json.flag(old, "immutable")) return;
    String why = "field is immutable when `immutable` is set";
    if (!Json.flag(object, "immutable")) errors.forbidden("immutable", why);
    for (String field : fields) {
      if (!SpecDifference.same(old.path(field), object.path(field))) errors.forbidden(field, why);
    }
  }
}
