package kube.controlplane.apiserver.custom;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.output.Age;
import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// The columns that a definition asks for, `additionalPrinterColumns`; without any, the age.
///
/// A cell whose value is of another type than its column's stays empty.
///
/// **In Kubernetes:**
/// [tableconvertor.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor/tableconvertor.go)
final class PrinterColumns {

  private PrinterColumns() {}

  /// @param version one entry of `spec.versions`
  static List<Column> of(JsonNode version) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.ofName());
    version.path("additionalPrinterColumns").forEach(column -> columns.add(column(column)));
    if (columns.size() == 1) columns.add(Column.age());
    return columns;
  }

  private static Column column(JsonNode column) {
    JsonPath path = JsonPath.parse(Json.text(column, "jsonPath"));
    String type = Json.text(column, "type");
    return new Column(Json.text(column, "name"), type, Json.text(column, "format"),
        Json.number(column, "priority", 0), (object, now) -> cell(path.find(object), type, now));
  }

  private static JsonNode cell(List<JsonNode> values, String type, Instant now) {
    if (values.isEmpty()) return NullNode.instance;
    JsonNode first = values.getFirst();
    return switch (type) {
      case "string" -> StringNode.valueOf(values.stream().map(PrinterColumns::text)
          .collect(Collectors.joining(" ")));
      case "integer" -> first.isNumber()
          ? LongNode.valueOf(first.asLong())
          : NullNode.instance;
      case "number" -> first.isNumber() ? first : NullNode.instance;
      case "boolean" -> first.isBoolean() ? first : NullNode.instance;
      case "date" -> first.isString()
          ? StringNode.valueOf(age(first.asString(""), now))
          : NullNode.instance;
      default -> NullNode.instance;
    };
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString("") : value.toString();
  }

  private static String age(String time, Instant now) {
    try {
      return Age.of(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
    } catch (DateTimeException _) {
      return "<invalid>";
    }
  }
}
