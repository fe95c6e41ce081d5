package kube.controlplane.apiserver.handler;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Json;
import kube.foundation.api.JsonSpan;

import tools.jackson.databind.node.ObjectNode;

/// The text of a Pod that waits for a node, into which the node is written without making a tree of
/// the Pod: of a hundred fields a binding changes two.
///
/// It gives up on every Pod that must not be bound, and on every text that is not as ours are; then
/// the tree is asked, which knows what to refuse and in which words.
///
/// @param json compact
@SuppressWarnings("ArrayRecordComponent") // The bytes of the store, never compared.
record PodText(byte[] json) {

  /// The same Pod on this node; empty when it has one, or must not have one, or is another.
  ///
  /// @param uid which Pod is meant; empty for whichever has the name
  /// @param mark changes the status
  Optional<byte[]> bound(String uid, String node, Consumer<ObjectNode> mark) {
    Map<String, JsonSpan> pod = JsonSpan.fields(json, 0);
    JsonSpan metadata = pod.get("metadata");
    JsonSpan spec = pod.get("spec");
    JsonSpan status = pod.get("status");
    if (metadata == null || spec == null || status == null) return Optional.empty();
    if (status.from() < spec.to() || !isMeant(metadata, uid) || !isFree(spec)) {
      return Optional.empty();
    }
    if (!(Json.parse(status.valueOf(json)) instanceof ObjectNode marked)) return Optional.empty();
    mark.accept(marked);
    ByteArrayOutputStream bound = new ByteArrayOutputStream(json.length + 256);
    bound.write(json, 0, spec.to() - 1);
    bound.writeBytes((",\"nodeName\":" + Json.text(Json.object().stringNode(node)))
        .getBytes(StandardCharsets.UTF_8));
    bound.write(json, spec.to() - 1, status.from() - spec.to() + 1);
    bound.writeBytes(Json.bytes(marked));
    bound.write(json, status.to(), json.length - status.to());
    return Optional.of(bound.toByteArray());
  }

  private boolean isMeant(JsonSpan metadata, String uid) {
    Map<String, JsonSpan> fields = JsonSpan.fields(json, metadata.from());
    JsonSpan own = fields.get("uid");
    return own != null && !fields.containsKey("deletionTimestamp")
        && (uid.isEmpty() || Json.parse(own.valueOf(json)).asString("").equals(uid));
  }

  private boolean isFree(JsonSpan spec) {
    Map<String, JsonSpan> fields = JsonSpan.fields(json, spec.from());
    return !fields.isEmpty() && !fields.containsKey("nodeName")
        && !fields.containsKey("schedulingGates");
  }
}
