package catalog.controllers.endpointslice_controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;

/// Slices in words, and what is wrong with them.
final class Listing {
  private static final int AT_MOST = 100;
  private static final int SHOWN = 6;

  private Listing() {}

  /// What was needed that these slices do not say; empty when they are right.
  ///
  /// @param wanted a line for each Pod, by its name
  static Optional<String> complaint(Map<String, String> wanted, List<EndpointSlice> slices) {
    Map<String, List<String>> listed = slices.stream()
        .flatMap(slice -> slice.endpoints().stream().map(endpoint -> Map.entry(
            endpoint.target().name(), shown(slice.ports(), endpoint))))
        .collect(Collectors.groupingBy(Map.Entry::getKey,
            Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    Optional<String> wrong = wanted.entrySet().stream()
        .filter(
            pod -> !listed.getOrDefault(pod.getKey(), List.of()).equals(List.of(pod.getValue())))
        .map(pod -> "once: " + pod.getValue()).findFirst();
    Optional<String> strange = listed.keySet().stream().filter(name -> !wanted.containsKey(name))
        .sorted().map(name -> "no endpoint for the Pod `" + name + "`").findFirst();
    Optional<String> full = slices.stream().filter(slice -> slice.endpoints().size() > AT_MOST)
        .map(_ -> "100 endpoints in a slice at most").findFirst();
    return Stream.of(wrong, strange, full).flatMap(Optional::stream).findFirst();
  }

  /// An endpoint as one line.
  static String shown(List<Port> ports, Endpoint endpoint) {
    List<String> words = new ArrayList<>(endpoint.addresses());
    if (endpoint.ready()) words.add("ready");
    if (endpoint.serving()) words.add("serving");
    if (endpoint.terminating()) words.add("terminating");
    if (!endpoint.hostname().isEmpty()) words.add("as " + endpoint.hostname());
    words.add("on " + endpoint.nodeName()
        + (endpoint.zone().isEmpty() ? "" : " in " + endpoint.zone()));
    Endpoint.Target target = endpoint.target();
    return "`" + target.name() + "` [" + String.join(", ", words) + "] " + target.kind() + " "
        + target.namespace() + " " + target.uid() + ", " + shown(ports);
  }

  private static String shown(List<Port> ports) {
    if (ports.isEmpty()) return "no ports";
    return ports.stream().map(port -> port.name() + "=" + port.port() + "/" + port.protocol()
        + port.appProtocol()).collect(Collectors.joining(", "));
  }

  /// The slices, and who is in them as far as that can be read.
  static String all(List<EndpointSlice> slices) {
    List<String> each = slices.stream().map(slice -> "`" + slice.metadata().name() + "` ("
        + shown(slice.ports()) + "): " + content(slice.endpoints())).toList();
    return slices.isEmpty()
        ? "There is no slice of yours."
        : "Your slices are " + few(each, "none") + ".";
  }

  private static String content(List<Endpoint> endpoints) {
    if (endpoints.size() > SHOWN) return endpoints.size() + " endpoints";
    return "[" + endpoints.stream().map(endpoint -> endpoint.address()
        + (endpoint.ready() ? " ready" : "") + (endpoint.serving() ? " serving" : "")
        + (endpoint.terminating() ? " terminating" : "")).collect(Collectors.joining(", ")) + "]";
  }

  static String few(List<String> all, String none) {
    if (all.isEmpty()) return none;
    String first = all.stream().limit(SHOWN).collect(Collectors.joining("; "));
    return all.size() > SHOWN ? first + "; and " + (all.size() - SHOWN) + " more" : first;
  }
}
