package kube.controlplane.apiserver.output;

import kube.controlplane.apiserver.registry.Page;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.Response.Answer;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects cut down to their metadata, for clients that care for nothing else.
///
/// **In Kubernetes:** the kind `PartialObjectMetadata` of `meta.k8s.io`.
record PartialMetadata(String version) implements Representation {

  static ObjectNode of(Resource object, String version) {
    ObjectNode partial = Json.object().put("kind", "PartialObjectMetadata")
        .put("apiVersion", "meta.k8s.io/" + version);
    partial.set("metadata", object.tree().path("metadata"));
    return partial;
  }

  @Override
  public Answer object(int code, Resource object) {
    return Answer.json(code, of(object, version));
  }

  @Override
  public Answer list(Page page) {
    ObjectNode list = Json.object().put("kind", "PartialObjectMetadataList")
        .put("apiVersion", "meta.k8s.io/" + version);
    list.set("metadata", ListBytes.metadata(page));
    ArrayNode items = list.putArray("items");
    page.items().forEach(object -> items.add(of(object, version)));
    return Answer.json(200, list);
  }

  @Override
  public Resource event(Resource object, boolean isFirst) {
    return Resource.of(of(object, version));
  }
}
