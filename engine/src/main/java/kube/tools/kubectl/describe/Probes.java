package kube.tools.kubectl.describe;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// A probe in one line: what is asked, and how patiently.
final class Probes {

  private Probes() {}

  static String text(JsonNode probe) {
    return question(probe) + " delay=" + seconds(probe, "initialDelaySeconds", 0) + " timeout="
        + seconds(probe, "timeoutSeconds", 1) + " period=" + seconds(probe, "periodSeconds", 10)
        + " #success=" + Json.number(probe, "successThreshold", 1) + " #failure="
        + Json.number(probe, "failureThreshold", 3);
  }

  private static String seconds(JsonNode probe, String field, int absent) {
    return Json.number(probe, field, absent) + "s";
  }

  private static String question(JsonNode probe) {
    if (probe.has("exec")) {
      return "exec [" + String.join(" ", Json.list(probe, "exec.command",
          word -> word.asString(""))) + "]";
    }
    if (probe.has("httpGet")) {
      JsonNode get = probe.path("httpGet");
      String scheme = Json.text(get, "scheme").isEmpty()
          ? "http"
          : Json.text(get, "scheme").toLowerCase(java.util.Locale.ROOT);
      return "http-get " + scheme + "://" + Json.text(get, "host") + ":" + port(get)
          + Json.text(get, "path");
    }
    if (probe.has("tcpSocket")) {
      return "tcp-socket " + Json.text(probe, "tcpSocket.host") + ":"
          + port(probe.path("tcpSocket"));
    }
    if (probe.has("grpc")) {
      return "grpc <pod>:" + Json.number(probe, "grpc.port", 0) + " "
          + Json.text(probe, "grpc.service");
    }
    return "unknown";
  }

  private static String port(JsonNode place) {
    JsonNode port = place.path("port");
    return port.isString() ? port.stringValue() : port.toString();
  }
}
