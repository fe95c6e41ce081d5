package kube.controlplane.apiserver.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import kube.controlplane.apiserver.registry.Page;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects as rows with headings: what `kubectl get` prints is computed here, not there.
///
/// That is why an old `kubectl` prints new kinds well, and why custom kinds can have columns.
///
/// @param columns the headings, and how the cells are read off an object
/// @param version `v1` or `v1beta1` of `meta.k8s.io`
/// @param include what travels with each row: `Metadata`, `Object` or `None`
/// @param clock tells how old the object of each row is, in a watch at the moment of its event
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
public record Table(List<Column> columns, String version, String include, Clock clock)
    implements
      Representation {

  private static final int BYTES_OF_A_ROW = 1_024;

  @Override
  public Answer object(int code, Resource object) {
    ObjectNode metadata = Json.object()
        .put("resourceVersion", Long.toString(object.revision()));
    return Answer.json(code, table(metadata, List.of(object), true));
  }

  @Override
  public Answer list(Page page) {
    return Answer.json(200,
        withRows(table(ListBytes.metadata(page), List.of(), true), page.items()));
  }

  /// Only the first event says what the columns are.
  @Override
  public Resource event(Resource object, boolean isFirst) {
    ObjectNode metadata = Json.object()
        .put("resourceVersion", Long.toString(object.revision()));
    boolean isBookmark = object.name().isEmpty();
    JsonNode annotations = Json.at(object.tree(), "metadata.annotations");
    if (isBookmark && !annotations.isEmpty()) metadata.set("annotations", annotations);
    return Resource.of(table(metadata, isBookmark ? List.of() : List.of(object), isFirst));
  }

  /// The table with its rows, as a text: of a long list, most is copied and never made a tree of.
  private byte[] withRows(ObjectNode table, List<Resource> objects) {
    Instant now = clock.now();
    byte[] frame = Json.bytes(table);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(
        frame.length + BYTES_OF_A_ROW * objects.size());
    bytes.write(frame, 0, frame.length - "]}".length());
    byte[] between = utf8("");
    for (Resource object : objects) {
      TableRow row = TableRow.of(object);
      bytes.writeBytes(between);
      bytes.writeBytes(utf8("{\"cells\":"));
      ArrayNode cells = Json.object().putArray("cells");
      columns.forEach(column -> cells.add(column.cell().apply(row.tree(), now)));
      bytes.writeBytes(Json.bytes(cells));
      switch (include) {
        case "None" -> {}
        case "Object" -> {
          bytes.writeBytes(utf8(",\"object\":"));
          bytes.writeBytes(object.json());
        }
        default -> {
          bytes.writeBytes(utf8(",\"object\":{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":"
              + "\"meta.k8s.io/" + version + "\",\"metadata\":"));
          bytes.writeBytes(row.metadata());
          bytes.write('}');
        }
      }
      bytes.write('}');
      between = utf8(",");
    }
    bytes.writeBytes(utf8("]}"));
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode table(ObjectNode metadata, List<Resource> objects, boolean withColumns) {
    Instant now = clock.now();
    ObjectNode table = Json.object().put("kind", "Table")
        .put("apiVersion", "meta.k8s.io/" + version);
    table.set("metadata", metadata);
    ArrayNode definitions = table.putArray("columnDefinitions");
    if (withColumns) columns.forEach(column -> definitions.add(column.definition()));
    ArrayNode rows = table.putArray("rows");
    for (Resource object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(column -> cells.add(column.cell().apply(object.tree(), now)));
      switch (include) {
        case "None" -> {}
        case "Object" -> row.set("object", object.tree());
        default -> row.set("object", PartialMetadata.of(object, version));
      }
    }
    return table;
  }
}
