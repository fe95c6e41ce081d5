package kube.controlplane.apiserver.streams;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Request;

/// One request to an API server that stands behind this one.
///
/// @param name by which its certificate must know it, such as `shop.default.svc`
/// @param host where it is found: an address, or a name outside of the cluster
/// @param isVerified whether its certificate is looked at
/// @param caBundle the certificates to trust, in PEM; empty for those of the machine
/// @param identity who asks, in the headers of a front proxy
public record BackendCall(String name, String host, int port, boolean isVerified, String caBundle,
    Request request, List<Header> identity) {

  /// One line of the head; a name may come several times.
  public record Header(String name, String value) {}

  public BackendCall { identity = List.copyOf(identity); }

  /// The request with the headers that say who asks.
  public Request named() {
    Request named = request;
    for (Header header : identity) {
      List<String> values = new ArrayList<>(named.headerValues(header.name()));
      values.add(header.value());
      named = named.withHeader(header.name(),
          String.join(String.valueOf(Request.BETWEEN_VALUES), values));
    }
    return named;
  }

  /// The name and the port, by which servers inside the simulation are found.
  public String authority() {
    return name + ":" + port;
  }

  /// Where the request goes.
  public String url() {
    return "https://" + host + ":" + port + request.path();
  }
}
