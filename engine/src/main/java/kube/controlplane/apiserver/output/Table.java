package kube.controlplane.apiserver.output;

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
record Table(List<Column> columns, String version, String include, Clock clock)
    implements
      Representation {

  @Override
  public Answer object(int code, Resource object) {
    ObjectNode metadata = Json.object()
        .put("resourceVersion", Long.toString(object.revision()));
    return Answer.json(code, table(metadata, List.of(object), true));
  }

  @Override
  public Answer list(Page page) {
    return Answer.json(200, table(ListBytes.metadata(page), page.items(), true));
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
