package kube.controlplane.apiserver.strategy.resource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// ResourceSlices: the devices that a driver offers on a node.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/resource-slice-v1/
final class ResourceSliceStrategy implements Strategy {

  private static final int DEVICES_AT_MOST = 128;

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("driver").mustBeNamed(Names.DNS_SUBDOMAIN);
    Field pool = spec.at("pool");
    pool.at("name").mustBeThere();
    if (pool.at("resourceSliceCount").number() <= 0) {
      pool.at("resourceSliceCount").invalid("must be greater than zero");
    }
    pool.at("generation").mustNotBeNegative();
    spec.at("devices").mustHaveAtMost(DEVICES_AT_MOST);
    Set<String> names = new TreeSet<>();
    for (Field device : spec.at("devices").elements()) {
      Field name = device.at("name");
      name.mustBeNamed(Names.DNS_LABEL);
      if (!names.add(name.text())) errors.duplicate(name.path(), name.value());
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    for (String field : List.of("driver", "nodeName")) {
      errors.immutable("spec." + field, old.path("spec").path(field),
          object.path("spec").path(field));
    }
    errors.immutable("spec.pool.name", Json.at(old, "spec.pool.name"),
        Json.at(object, "spec.pool.name"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("spec.driver", "spec.nodeName");
  }
}
