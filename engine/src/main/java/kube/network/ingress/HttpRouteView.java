package kube.network.ingress;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One rule of a router: which requests it means, and where these go.
///
/// @param object whose rule it is, such as `ingresses/default/shop`
/// @param created when the object was made: of two equal rules the older one's wins
/// @param host exact, `*.` and a name, or empty for every host
/// @param headers that a request must have with these values
public record HttpRouteView(String object, Instant created, String host, PathKind kind,
    String path, SortedMap<String, String> headers, List<Backend> backends) {

  /// How a path is compared; a default takes what nothing else takes.
  public enum PathKind {
    EXACT, PREFIX, DEFAULT
  }

  /// @param port its number or its name
  public record Backend(String namespace, String service, String port, int weight) {}

  public HttpRouteView {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    backends = List.copyOf(backends);
  }
}
