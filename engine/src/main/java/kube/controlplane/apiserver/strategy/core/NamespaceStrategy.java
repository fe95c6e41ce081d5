package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Namespaces: born `Active`, with one finalizer, so that they go only when they are empty.
final class NamespaceStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode metadata = object.withObject("metadata");
    String name = metadata.path("name").asString("");
    if (!name.isEmpty()) metadata.withObject("labels").put("kubernetes.io/metadata.name", name);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    ArrayNode finalizers = object.withObject("spec").withArray("finalizers");
    boolean hasOurs = finalizers.valueStream().anyMatch(name -> name.asString("").equals(
        "kubernetes"));
    if (!hasOurs) finalizers.add("kubernetes");
    object.putObject("status").put("phase", "Active");
  }

  /// The wish of a namespace is its finalizers, and only `finalize` changes those.
  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field namespace = Field.of(object, errors);
    if (subresource.equals("finalize")) {
      namespace.at("spec").at("finalizers").elements().forEach(Field::mustBeKey);
      return;
    }
    String phase = namespace.at("status").at("phase").text();
    boolean isGoing = old.path("metadata").has("deletionTimestamp");
    if (!isGoing && !phase.equals("Active")) {
      errors.invalid("status.Phase", phase,
          "may only be 'Active' if `deletionTimestamp` is empty");
    } else if (isGoing && !phase.equals("Terminating")) {
      errors.invalid("status.Phase", phase,
          "may only be 'Terminating' if `deletionTimestamp` is not empty");
    }
  }

  @Override
  public Names nameForm() {
    return Names.DNS_LABEL;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("status.phase");
  }
}
