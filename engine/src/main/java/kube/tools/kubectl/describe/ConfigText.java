package kube.tools.kubectl.describe;

import java.util.Base64;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// What holds settings and secrets, and what bounds a namespace.
final class ConfigText {

  private ConfigText() {}

  static void configMap(Sheet sheet, Target target) {
    JsonNode map = target.manifest();
    sheet.head(map);
    sheet.line("\nData\n====");
    Json.texts(map, "data").forEach((key, value) -> {
      sheet.line(key + ":\n----");
      sheet.lines(0, java.util.Arrays.asList(value.split("\n", -1))).line("");
    });
    sheet.line("").line("BinaryData\n====");
    Json.texts(map, "binaryData").forEach((key, value) -> sheet.line(key + ": "
        + Base64.getDecoder().decode(value).length + " bytes"));
    sheet.line("");
  }

  static void secret(Sheet sheet, Target target) {
    JsonNode secret = target.manifest();
    sheet.head(secret);
    sheet.line("\nType:  " + Json.text(secret, "type"));
    sheet.line("\nData\n====");
    boolean token = Json.text(secret, "type").equals("kubernetes.io/service-account-token");
    Json.texts(secret, "data").forEach((key, value) -> {
      byte[] bytes = Base64.getDecoder().decode(value);
      boolean shown = token && key.equals("token");
      sheet.line(key + ":\t" + (shown
          ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
          : bytes.length + " bytes"));
    });
  }

  static void namespace(Sheet sheet, Session session, Target target) {
    JsonNode namespace = target.manifest();
    sheet.field("Name", target.name()).labels(0, namespace).annotations(0, namespace);
    sheet.field("Status", Json.text(namespace, "status.phase"));
    quotas(sheet, session, target.name());
    ranges(sheet, session, target.name());
  }

  private static void quotas(Sheet sheet, Session session, String namespace) {
    JsonNode quotas = session.api().get(session.mapper().resource("resourcequotas")
        .path(namespace)).path("items");
    if (quotas.isEmpty()) {
      sheet.line("\nNo resource quota.");
      return;
    }
    sheet.line("\nResource Quotas");
    for (JsonNode quota : quotas) {
      sheet.line("  Name:\t" + Json.text(quota, "metadata.name"));
      sheet.line("  Resource\tUsed\tHard");
      sheet.line("  --------\t---\t---");
      Json.texts(quota, "status.hard").forEach((name, hard) -> sheet.line("  " + name + "\t"
          + Json.at(quota, "status.used").path(name).asString("0") + "\t" + hard));
    }
  }

  private static void ranges(Sheet sheet, Session session, String namespace) {
    JsonNode ranges = session.api().get(session.mapper().resource("limitranges").path(namespace))
        .path("items");
    if (ranges.isEmpty()) {
      sheet.line("\nNo LimitRange resource.");
      return;
    }
    sheet.line("\nResource Limits");
    sheet.line(" Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\t"
        + "Max Limit/Request Ratio");
    sheet.line(" ----\t--------\t---\t---\t---------------\t-------------\t"
        + "-----------------------");
    for (JsonNode range : ranges) PolicyText.ranges(sheet, range, " ");
  }
}
