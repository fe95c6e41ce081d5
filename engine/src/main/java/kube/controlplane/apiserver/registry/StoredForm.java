package kube.controlplane.apiserver.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.machine.PartFailure;

import tools.jackson.databind.node.ObjectNode;

/// How an object lies in the store: compact JSON, with an empty `resourceVersion`.
///
/// An object cannot know the revision at which it will be stored, so the store keeps it beside the
/// object, and we write it into the bytes on their way out. Nothing is parsed for that: the fields
/// before the place are in a fixed order, and no text in JSON can hold a bare quotation mark, so
/// the first match is the right one.
final class StoredForm {

  private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "spec");
  private static final List<String> FIRST_IN_METADATA = List.of("name", "generateName",
      "namespace", "uid", "resourceVersion", "generation", "creationTimestamp",
      "deletionTimestamp", "deletionGracePeriodSeconds", "labels", "annotations");
  private static final byte[] EMPTY_REVISION = bytes("\"resourceVersion\":\"\"");
  private static final int SHOWN_BYTES = 80;
  private static final int DIGITS_AT = EMPTY_REVISION.length - 1;

  private StoredForm() {}

  static String key(Kind<?> kind, String namespace, String name) {
    return folder(kind, namespace) + name;
  }

  /// The common beginning of the keys of a collection; an empty namespace means all.
  static String folder(Kind<?> kind, String namespace) {
    String all = "/registry/" + kind.plural() + "/";
    return namespace.isEmpty() ? all : all + namespace + "/";
  }

  static byte[] encode(ObjectNode object) {
    return encode(object, List.of());
  }

  /// The same, where the text of some parts is known.
  static byte[] encode(ObjectNode object, List<Json.Written> known) {
    ObjectNode metadata = object.withObject("metadata").put("resourceVersion", "");
    ObjectNode ordered = ordered(object, FIRST);
    ordered.set("metadata", ordered(metadata, FIRST_IN_METADATA));
    return Json.bytes(ordered, known);
  }

  /// The same for a text that names this revision and has all fields in their order.
  static byte[] encode(byte[] json, long revision) {
    byte[] named = bytes("\"resourceVersion\":\"" + revision + "\"");
    int digits = named.length - EMPTY_REVISION.length;
    int at = indexOf(json, named) + DIGITS_AT;
    byte[] stored = new byte[json.length - digits];
    System.arraycopy(json, 0, stored, 0, at);
    System.arraycopy(json, at + digits, stored, at, stored.length - at);
    return stored;
  }

  static Resource decode(byte[] stored, long revision) {
    int at = indexOf(stored, EMPTY_REVISION) + DIGITS_AT;
    byte[] digits = bytes(Long.toString(revision));
    byte[] json = new byte[stored.length + digits.length];
    System.arraycopy(stored, 0, json, 0, at);
    System.arraycopy(digits, 0, json, at, digits.length);
    System.arraycopy(stored, at, json, at + digits.length, stored.length - at);
    return Resource.of(json, revision);
  }

  private static ObjectNode ordered(ObjectNode object, List<String> first) {
    ObjectNode ordered = Json.object();
    for (String field : first) {
      if (object.has(field)) ordered.set(field, object.get(field));
    }
    object.forEachEntry((field, value) -> {
      if (!ordered.has(field)) ordered.set(field, value);
    });
    return ordered;
  }

  private static int indexOf(byte[] text, byte[] wanted) {
    for (int start = 0; start <= text.length - wanted.length; start++) {
      int matched = 0;
      while (matched < wanted.length && text[start + matched] == wanted[matched]) matched++;
      if (matched == wanted.length) return start;
    }
    throw new PartFailure("the store gave back bytes that the API server never stored: "
        + new String(text, 0, Math.min(text.length, SHOWN_BYTES), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
