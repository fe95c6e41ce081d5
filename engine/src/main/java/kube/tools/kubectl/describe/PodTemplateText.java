package kube.tools.kubectl.describe;

import java.util.Comparator;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The template from which an object's Pods are made.
public final class PodTemplateText {

  private PodTemplateText() {}

  /// The template by itself, as the history of a rollout shows it.
  public static String of(JsonNode template) {
    Sheet sheet = new Sheet();
    write(sheet, template);
    return sheet.text();
  }

  static void write(Sheet sheet, JsonNode template) {
    sheet.line("Pod Template:");
    sheet.labels(1, template);
    if (!Json.texts(template, "metadata.annotations").isEmpty()) sheet.annotations(1, template);
    JsonNode spec = template.path("spec");
    String account = Json.text(spec, "serviceAccountName");
    if (!account.isEmpty()) sheet.line("  Service Account:\t" + account);
    ContainerText.write(sheet, "Init Containers", spec.path("initContainers"),
        template.path("absent"), "  ");
    ContainerText.write(sheet, "Containers", spec.path("containers"), template.path("absent"),
        "  ");
    VolumesText.write(sheet, spec.path("volumes"), "  ");
    spread(sheet, spec, 1);
    String priority = Json.text(spec, "priorityClassName");
    if (!priority.isEmpty()) sheet.line("  Priority Class Name:\t" + priority);
    sheet.pairs(1, "Node-Selectors", Json.texts(spec, "nodeSelector"), "=");
    tolerations(sheet, spec, 1);
  }

  static void tolerations(Sheet sheet, JsonNode spec, int level) {
    JsonNode all = spec.path("tolerations");
    if (all.isEmpty()) {
      sheet.field(level, "Tolerations", "");
      return;
    }
    String start = "Tolerations:";
    for (JsonNode one : all) {
      sheet.line(level, start + "\t" + text(one));
      start = "";
    }
  }

  static void spread(Sheet sheet, JsonNode spec, int level) {
    String start = "Topology Spread Constraints:";
    for (JsonNode one : spec.path("topologySpreadConstraints").valueStream()
        .sorted(Comparator.comparing(one -> Json.text(one, "topologyKey"))).toList()) {
      String selector = WorkloadText.terms(one.path("labelSelector"));
      sheet.line(level, start + "\t" + Json.text(one, "topologyKey") + ":"
          + Json.text(one, "whenUnsatisfiable") + " when max skew "
          + Json.number(one, "maxSkew", 1) + " is exceeded"
          + (selector.isEmpty() ? "" : " for selector " + selector));
      start = "";
    }
  }

  private static String text(JsonNode toleration) {
    StringBuilder text = new StringBuilder(Json.text(toleration, "key"));
    String value = Json.text(toleration, "value");
    String effect = Json.text(toleration, "effect");
    if (!value.isEmpty()) text.append('=').append(value);
    if (!effect.isEmpty()) text.append(':').append(effect);
    if (Json.text(toleration, "operator").equals("Exists") && value.isEmpty()) {
      text.append(text.isEmpty() ? "op=Exists" : " op=Exists");
    }
    if (toleration.has("tolerationSeconds")) {
      text.append(" for ").append(Json.number(toleration, "tolerationSeconds", 0)).append('s');
    }
    return text.toString();
  }
}
