package kube.controlplane.apiserver.output.flowcontrol;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `flowcontrol.apiserver.k8s.io`, by the names of the kinds.
public final class FlowcontrolColumns {

  private static final String QUEUING = "spec.limited.limitResponse.queuing.";

  private static final List<Column> SCHEMA = List.of(Column.ofName(),
      Column.text("PriorityLevel",
          schema -> Json.text(schema, "spec.priorityLevelConfiguration.name")),
      Column.text("MatchingPrecedence", schema -> Json.text(schema, "spec.matchingPrecedence")),
      Column.text("DistinguisherMethod", Column.orNone("spec.distinguisherMethod.type")),
      Column.age(), Column.text("MissingPL", FlowcontrolColumns::isDangling));

  private static final List<Column> LEVEL = List.of(Column.ofName(),
      Column.text("Type", level -> Json.text(level, "spec.type")),
      Column.text("NominalConcurrencyShares",
          Column.orNone("spec.limited.nominalConcurrencyShares")),
      Column.text("Queues", Column.orNone(QUEUING + "queues")),
      Column.text("HandSize", Column.orNone(QUEUING + "handSize")),
      Column.text("QueueLengthLimit", Column.orNone(QUEUING + "queueLengthLimit")),
      Column.age());

  private FlowcontrolColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "FlowSchema" -> SCHEMA;
      case "PriorityLevelConfiguration" -> LEVEL;
      default -> null;
    });
  }

  private static String isDangling(JsonNode schema) {
    return Json.at(schema, "status.conditions").valueStream()
        .filter(condition -> Json.text(condition, "type").equals("Dangling"))
        .map(condition -> Json.text(condition, "status")).findFirst().orElse("?");
  }
}
