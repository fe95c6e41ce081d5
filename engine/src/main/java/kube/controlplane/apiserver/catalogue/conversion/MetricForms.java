package kube.controlplane.apiserver.catalogue.conversion;

import java.util.Locale;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A metric of an autoscaler in its old and its new form: flat fields, or a value of its own.
enum MetricForms {

  /// What the author wishes for.
  WISHED("target"),

  /// What was measured last.
  SEEN("current");

  private final String word;

  MetricForms(String word) {
    this.word = word;
  }

  /// The share of processors in use, as a metric in the new form.
  ObjectNode processorUse(JsonNode share) {
    ObjectNode metric = Json.object().put("type", "Resource");
    ObjectNode value = metric.putObject("resource").put("name", "cpu").putObject(word);
    if (this == WISHED) value.put("type", "Utilization");
    value.set("averageUtilization", share);
    return metric;
  }

  /// The share that a metric in the new form speaks of; missing when it is about something else.
  JsonNode processorUseOf(JsonNode metric) {
    boolean isProcessor = Json.text(metric, "type").equals("Resource")
        && Json.text(metric, "resource.name").equals("cpu");
    return isProcessor
        ? Json.at(metric, "resource." + word + ".averageUtilization")
        : Json.object().path("none");
  }

  ObjectNode toOld(JsonNode metric) {
    String type = Json.text(metric, "type");
    JsonNode source = metric.path(field(type));
    JsonNode value = source.path(word);
    ObjectNode old = Json.object().put("type", type);
    ObjectNode flat = old.putObject(field(type));
    switch (type) {
      case "Resource", "ContainerResource" -> {
        copy(source, "name", flat, "name");
        copy(source, "container", flat, "container");
        copy(value, "averageUtilization", flat, word + "AverageUtilization");
        copy(value, "averageValue", flat, word + "AverageValue");
      }
      case "Object" -> {
        copy(source, "describedObject", flat, "target");
        named(source, flat, "selector");
        copy(value, "value", flat, word + "Value");
        copy(value, "averageValue", flat, "averageValue");
      }
      default -> {
        named(source, flat, type.equals("External") ? "metricSelector" : "selector");
        copy(value, "value", flat, word + "Value");
        copy(value, "averageValue", flat, word + "AverageValue");
      }
    }
    return old;
  }

  ObjectNode toNew(JsonNode old) {
    String type = Json.text(old, "type");
    JsonNode flat = old.path(field(type));
    ObjectNode metric = Json.object().put("type", type);
    ObjectNode source = metric.putObject(field(type));
    ObjectNode value = Json.object();
    copy(flat, word + "AverageUtilization", value, "averageUtilization");
    copy(flat, word + "AverageValue", value, "averageValue");
    copy(flat, word + "Value", value, "value");
    switch (type) {
      case "Resource", "ContainerResource" -> {
        copy(flat, "name", source, "name");
        copy(flat, "container", source, "container");
      }
      case "Object" -> {
        copy(flat, "target", source, "describedObject");
        copy(flat, "averageValue", value, "averageValue");
        unnamed(flat, source, "selector");
      }
      default -> unnamed(flat, source, type.equals("External") ? "metricSelector" : "selector");
    }
    if (this == WISHED) value.put("type", kindOf(value));
    source.set(word, value);
    return metric;
  }

  private static String kindOf(JsonNode value) {
    if (value.has("averageUtilization")) return "Utilization";
    return value.has("averageValue") ? "AverageValue" : "Value";
  }

  private static void named(JsonNode source, ObjectNode flat, String selector) {
    copy(source.path("metric"), "name", flat, "metricName");
    copy(source.path("metric"), "selector", flat, selector);
  }

  private static void unnamed(JsonNode flat, ObjectNode source, String selector) {
    ObjectNode metric = source.putObject("metric");
    copy(flat, "metricName", metric, "name");
    copy(flat, selector, metric, "selector");
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String newName) {
    if (from.has(name)) to.set(newName, from.get(name));
  }

  /// `containerResource` for `ContainerResource`.
  private static String field(String type) {
    if (type.isEmpty()) return "none";
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
  }
}
