package kube.controlplane.controllermanager.workload;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// Turns a template into the short word by which objects made from it are named and labelled.
///
/// The same template always gives the same word, in whatever order its fields are written.
///
/// **Models** FNV-1a in 32 bits and the alphabet of 27 letters and digits, in which no bad word can
/// be spelled. **Leaves out** the text that Kubernetes feeds to the hash, which is a dump of Go's
/// memory: every field of the structs in the order of their source, those that are unset among them,
/// and the private ones of quantities. Nothing that we generate from tells that order, and each field
/// that a release adds changes the word of every template. So the words differ from those of a real
/// cluster, as they do between two of its releases.
///
/// **In Kubernetes:** `ComputeHash`
/// ([controller_utils.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/controller_utils.go)).
public final class TemplateHash {

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private TemplateHash() {}

  /// @param collisions how often the word was already taken; each gives another word
  public static String of(JsonNode template, int collisions) {
    int hash = add(OFFSET, canonical(template).getBytes(StandardCharsets.UTF_8));
    if (collisions > 0) {
      hash = add(hash, new byte[]{(byte) collisions, (byte) (collisions >> 8),
          (byte) (collisions >> 16), (byte) (collisions >> 24), 0, 0, 0, 0});
    }
    return Integer.toUnsignedString(hash).chars()
        .map(digit -> ALPHABET.charAt(digit % ALPHABET.length()))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int add(int hash, byte[] bytes) {
    int result = hash;
    for (byte b : bytes) result = (result ^ (b & 0xff)) * PRIME;
    return result;
  }

  /// The text that two trees share exactly when they mean the same.
  private static String canonical(JsonNode tree) {
    StringBuilder text = new StringBuilder();
    write(tree, text);
    return text.toString();
  }

  private static void write(JsonNode tree, StringBuilder text) {
    if (tree.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      tree.forEachEntry(fields::put);
      text.append('{');
      fields.forEach((name, value) -> {
        text.append(name).append(':');
        write(value, text);
        text.append(',');
      });
      text.append('}');
    } else if (tree.isArray()) {
      text.append('[');
      tree.forEach(element -> {
        write(element, text);
        text.append(',');
      });
      text.append(']');
    } else {
      text.append(Json.text(tree));
    }
  }
}
