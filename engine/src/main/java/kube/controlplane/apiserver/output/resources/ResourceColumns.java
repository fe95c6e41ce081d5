package kube.controlplane.apiserver.output.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of kinds that have a group nearly to themselves: `resource.k8s.io`,
/// `scheduling.k8s.io` and `node.k8s.io`, by the names of the kinds.
public final class ResourceColumns {

  private static final List<Column> CLAIM = List.of(Column.ofName(),
      Column.text("State", ResourceColumns::state), Column.age());

  private static final List<Column> SLICE = List.of(Column.ofName(),
      Column.text("Node", slice -> Json.text(slice, "spec.nodeName")),
      Column.text("Driver", slice -> Json.text(slice, "spec.driver")),
      Column.text("Pool", slice -> Json.text(slice, "spec.pool.name")), Column.age());

  private static final List<Column> PRIORITY = List.of(Column.ofName(),
      Column.number("Value", "value"), Column.flag("Global-Default", "globalDefault"),
      Column.age(),
      Column.text("PreemptionPolicy", priority -> Json.text(priority, "preemptionPolicy")));

  private static final List<Column> RUNTIME = List.of(Column.ofName(),
      Column.text("Handler", runtime -> Json.text(runtime, "handler")), Column.age());

  private ResourceColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "PriorityClass" -> PRIORITY;
      case "ResourceClaim" -> CLAIM;
      case "ResourceSlice" -> SLICE;
      case "RuntimeClass" -> RUNTIME;
      default -> null;
    });
  }

  private static String state(JsonNode claim) {
    List<String> states = new ArrayList<>();
    boolean isLeaving = Json.at(claim, "metadata").has("deletionTimestamp");
    boolean isAllocated = Json.at(claim, "status").has("allocation");
    if (isLeaving) states.add("deleted");
    if (!isAllocated && !isLeaving) states.add("pending");
    if (isAllocated) states.add("allocated");
    if (isAllocated && !Json.at(claim, "status.reservedFor").isEmpty()) states.add("reserved");
    return String.join(",", states);
  }
}
