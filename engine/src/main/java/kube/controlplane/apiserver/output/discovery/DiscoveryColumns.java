package kube.controlplane.apiserver.output.discovery;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.Shortened;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `discovery.k8s.io`, by the names of the kinds.
public final class DiscoveryColumns {

  private static final int SHOWN_AT_MOST = 3;

  private static final List<Column> SLICE = List.of(Column.ofName(),
      Column.text("AddressType", slice -> Json.text(slice, "addressType")),
      Column.text("Ports", DiscoveryColumns::ports),
      Column.text("Endpoints", DiscoveryColumns::endpoints), Column.age());

  private DiscoveryColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return kind.equals("EndpointSlice") ? Optional.of(SLICE) : Optional.empty();
  }

  private static String ports(JsonNode slice) {
    return Shortened.list(Json.list(slice, "ports", port -> port.has("port")
        ? Json.text(port, "port")
        : port.has("name") ? Json.text(port, "name") : "*"), SHOWN_AT_MOST, "<unset>");
  }

  private static String endpoints(JsonNode slice) {
    List<String> addresses = slice.path("endpoints").valueStream()
        .flatMap(endpoint -> endpoint.path("addresses").valueStream())
        .map(address -> address.asString("")).toList();
    return Shortened.list(addresses, SHOWN_AT_MOST, "<unset>");
  }
}
