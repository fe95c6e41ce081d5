package kube.tools.kubectl.kustomize;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.generate.ConfigurationDrafts;
import kube.tools.kubectl.generate.Sources;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `configMapGenerator` and `secretGenerator`, and the hash that becomes the end of their names: a
/// changed map has another name, so that who reads it is rolled out anew.
final class MapGenerator {

  private MapGenerator() {}

  /// @param common what `generatorOptions` says for all
  static Part make(Console console, Path folder, String kind, JsonNode entry, JsonNode common) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", kind);
    object.putObject("metadata").put("name", Json.text(entry, "name"));
    String namespace = Json.text(entry, "namespace");
    if (!namespace.isEmpty()) object.withObject("metadata").put("namespace", namespace);
    SortedMap<String, byte[]> data = new Sources(console, folder).add(
        Json.list(entry, "literals", one -> unquoted(one.asString(""))),
        Json.list(entry, "files", one -> one.asString("")),
        Json.list(entry, "envs", one -> one.asString("")));
    if (kind.equals("Secret")) {
      String type = Json.text(entry, "type");
      object.put("type", type.isEmpty() ? "Opaque" : type);
      data.forEach((key, bytes) -> object.withObject("data").put(key,
          Base64.getEncoder().encodeToString(bytes)));
    } else {
      data.forEach((key, bytes) -> ConfigurationDrafts.put(object, key, bytes));
    }
    boolean isPlain = false;
    for (JsonNode options : new JsonNode[]{common, entry.path("options")}) {
      isPlain |= Json.flag(options, "disableNameSuffixHash");
      if (Json.flag(options, "immutable")) object.put("immutable", true);
      for (String field : new String[]{"labels", "annotations"}) {
        options.path(field).forEachEntry((name, value) -> object.withObject("metadata")
            .withObject(field).set(name, value));
      }
    }
    return new Part(object, !isPlain);
  }

  private static String unquoted(String literal) {
    int equals = literal.indexOf('=');
    String value = literal.substring(equals + 1);
    boolean isQuoted = value.length() > 1
        && ((value.startsWith("\"") && value.endsWith("\""))
            || (value.startsWith("'") && value.endsWith("'")));
    return isQuoted
        ? literal.substring(0, equals + 1) + value.substring(1, value.length() - 1)
        : literal;
  }

  /// Ten letters that change with the content; the name is not part of it.
  static String hash(ObjectNode object) {
    ObjectNode counted = Json.object().put("kind", Json.text(object, "kind")).put("name", "");
    counted.set("data", object.has("data")
        ? object.path("data")
        : tools.jackson.databind.node.StringNode.valueOf(""));
    if (object.has("binaryData")) counted.set("binaryData", object.path("binaryData"));
    if (object.has("type")) counted.set("type", object.path("type"));
    String json = Yaml.sorted(counted).toString().replace("<", "\\u003c")
        .replace(">", "\\u003e").replace("&", "\\u0026");
    try {
      String hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
          .digest(json.getBytes(StandardCharsets.UTF_8)));
      return hex.substring(0, 10).replace('0', 'g').replace('1', 'h').replace('3', 'k')
          .replace('a', 'm').replace('e', 't');
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
