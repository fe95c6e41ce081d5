package kube.controlplane.apiserver.strategy.storage;

import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// CSINodes: which drivers of volumes run on a node, and how they call it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-node-v1/
final class CSINodeStrategy implements Strategy {

  private static final int LONGEST_ID = 256;

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Set<String> names = new TreeSet<>();
    for (Field driver : Field.of(object, errors).at("spec").at("drivers").elements()) {
      Field name = driver.at("name");
      if (name.mustBeThere()) name.mustHaveForm(Names.DNS_SUBDOMAIN);
      Field id = driver.at("nodeID");
      id.mustBeThere();
      if (id.text().length() > LONGEST_ID) {
        id.invalid("must be " + LONGEST_ID + " characters or less");
      }
      driver.at("allocatable").at("count").mustNotBeNegative();
      if (!names.add(name.text())) errors.duplicate(name.path(), name.value());
      validateKeys(driver);
    }
  }

  private static void validateKeys(Field driver) {
    Set<String> keys = new TreeSet<>();
    for (Field key : driver.at("topologyKeys").elements()) {
      if (key.isEmpty()) driver.required("");
      if (!keys.add(key.text())) driver.errors().duplicate(driver.path(), key.value());
      Names.faultOfKey(key.text())
          .ifPresent(fault -> driver.errors().invalid(driver.path(), key.text(), fault));
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    for (JsonNode before : old.path("spec").path("drivers")) {
      for (JsonNode after : object.path("spec").path("drivers")) {
        if (!before.path("name").equals(after.path("name"))) continue;
        errors.immutable("spec.drivers", withoutCount(before), withoutCount(after));
      }
    }
  }

  /// How many volumes a node can take may change; the rest is for ever.
  private static JsonNode withoutCount(JsonNode driver) {
    if (!(driver.deepCopy() instanceof ObjectNode copy)) return driver;
    copy.remove("allocatable");
    return copy;
  }
}
