package kube.tools.kubectl.config;

import java.time.Duration;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Durations;

import tools.jackson.databind.JsonNode;

/// How a server is reached, besides its address.
///
/// @param serverName the name that its certificate must have; empty for that of the address
/// @param proxy the address of a proxy on the way; empty for none
/// @param timeout how long one request may take; zero for no limit
public record Route(String serverName, String proxy, Duration timeout) {

  static Route of(JsonNode cluster, Arguments arguments) {
    return new Route(
        arguments.find("tls-server-name").orElse(Json.text(cluster, "tls-server-name")),
        Json.text(cluster, "proxy-url"),
        timeout(arguments.text("request-timeout")));
  }

  /// Seconds, or a time with its unit.
  private static Duration timeout(String said) {
    String text = said.matches("[0-9]{1,9}") ? said + "s" : said;
    return Durations.parse(text).orElseThrow(() -> CommandFailure.of("Invalid timeout value. "
        + "Timeout must be a single integer in seconds, or an integer followed by a corresponding"
        + " time unit (e.g. 1s | 2m | 3h)"));
  }
}
