package kube.controlplane.apiserver.openapi;

import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// The two versions of OpenAPI in which Kubernetes describes itself.
///
/// Version 2 is one document of everything and knows no alternatives, defaults or words beside a
/// nullable value; version 3 has a document for each group and says more.
enum Dialect {

  V2, V3;

  /// Points to a type among those of the document.
  ObjectNode link(String component) {
    String place = this == V2 ? "#/definitions/" : "#/components/schemas/";
    return Json.object().put("$ref", place + component);
  }

  /// The same pointer in a form beside which other words may stand.
  ///
  /// A reader of version 3 overlooks all that stands beside a `$ref`.
  ObjectNode companionable(ObjectNode value) {
    if (this == V2 || !value.has("$ref")) return value;
    ObjectNode wrapped = Json.object();
    wrapped.putArray("allOf").add(value);
    return wrapped;
  }
}
