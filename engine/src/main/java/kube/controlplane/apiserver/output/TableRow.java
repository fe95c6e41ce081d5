package kube.controlplane.apiserver.output;

import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.JsonSpan;
import kube.foundation.api.Resource;

import tools.jackson.databind.JsonNode;

/// What a row of a table needs of an object: the text of its metadata, which is only copied, and a
/// tree for the cells, in which nobody looks for the notes of who owns which field.
///
/// Those notes are often half of an object. In a list of thousands of objects most of the time went
/// into reading and writing them.
///
/// @param tree the object, perhaps without `metadata.managedFields`
@SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; never compared.
record TableRow(JsonNode tree, byte[] metadata) {

  static TableRow of(Resource object) {
    return object.unparsed().flatMap(TableRow::ofText)
        .orElseGet(() -> new TableRow(object.tree(),
            Json.bytes(object.tree().path("metadata"))));
  }

  private static Optional<TableRow> ofText(byte[] json) {
    return JsonSpan.of(json, 0, "metadata").map(metadata -> {
      byte[] withoutNotes = JsonSpan.of(json, metadata.from(), "managedFields")
          .map(notes -> notes.cutFrom(json)).orElse(json);
      return new TableRow(Json.parse(withoutNotes),
          metadata.valueOf(json));
    });
  }
}
