package kube.node.kubelet.container;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what ConfigMaps and Secrets of one namespace hold.
public record ConfigReader(ConfigCache cache, String namespace) {

  /// The keys of the object with their contents; empty when there is no such object.
  public Optional<SortedMap<String, byte[]>> read(boolean isSecret, String name) {
    return cache.get(new ConfigCache.Name(isSecret, namespace, name));
  }

  static SortedMap<String, byte[]> contents(JsonNode tree, boolean isSecret) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    tree.path("data").forEachEntry((key, value) -> contents.put(key, isSecret
        ? Base64.getDecoder().decode(value.asString(""))
        : value.asString("").getBytes(StandardCharsets.UTF_8)));
    tree.path("binaryData").forEachEntry(
        (key, value) -> contents.put(key, Base64.getDecoder().decode(value.asString(""))));
    return Collections.unmodifiableSortedMap(contents);
  }

  /// The kubelet's words for an object that is not there.
  public String notFound(boolean isSecret, String name) {
    return (isSecret ? "secret" : "configmap") + " \"" + name + "\" not found";
  }

  /// The logins for registries that the Secret holds; empty when it holds none that can be read.
  public Optional<JsonNode> dockerConfig(String secret) {
    return read(true, secret)
        .flatMap(keys -> Optional.ofNullable(keys.get(".dockerconfigjson")))
        .flatMap(ConfigReader::parsed);
  }

  private static Optional<JsonNode> parsed(byte[] json) {
    try {
      return Optional.of(Json.parse(json));
    } catch (JacksonException isNotJson) {
      return Optional.empty();
    }
  }
}
