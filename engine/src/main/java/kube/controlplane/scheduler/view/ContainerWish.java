package kube.controlplane.scheduler.view;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// What one container of a Pod says of itself: what is to be set aside for it, and where it is
/// stopped.
///
/// Our own rules do not look at it, for [PodWish#requests] has it added up. It is here for parts of
/// others that want to know where a sum comes from. **Leaves out** names, because two Pods that ask
/// for the same should look alike.
///
/// @param requests what is set aside for it
/// @param limits the most that it may use; nothing where it may use what there is
public record ContainerWish(Role role, Amounts requests, Amounts limits) {

  /// When it runs: beside the others, before them and to its end, or before them and on.
  public enum Role {
    APP, INIT, SIDECAR
  }

  static List<ContainerWish> of(JsonNode spec) {
    List<ContainerWish> wishes = new ArrayList<>();
    spec.path("initContainers").forEach(
        one -> wishes.add(of(one, Json.text(one, "restartPolicy").equals("Always")
            ? Role.SIDECAR
            : Role.INIT)));
    spec.path("containers").forEach(one -> wishes.add(of(one, Role.APP)));
    return List.copyOf(wishes);
  }

  private static ContainerWish of(JsonNode container, Role role) {
    JsonNode resources = container.path("resources");
    return new ContainerWish(role, Amounts.read(resources.path("requests")),
        Amounts.read(resources.path("limits")));
  }
}
