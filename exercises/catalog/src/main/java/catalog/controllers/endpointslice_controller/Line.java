package catalog.controllers.endpointslice_controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.foundation.api.Metadata;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice.Port;

/// A Pod that may stand behind a Service, how it changes, and how it has to be listed.
final class Line {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  /// Where the nodes are; `node-c` is in no zone.
  static final Map<String, String> ZONES = Map.of("node-a", "east", "node-b", "west");

  final String name;
  private final String node;
  private String namespace = "default";
  private String uid;
  private String ip;
  private SortedMap<String, String> labels = new TreeMap<>(Map.of("app", "shop"));
  private final List<BackendPod.Port> ports = new ArrayList<>();
  private boolean isReady = true;
  private boolean isFinished;
  private boolean isLeaving;
  private String hostname = "";
  private String subdomain = "";

  Line(int number) {
    name = "shop-%04d".formatted(number);
    uid = "uid-of-" + name;
    ip = "10.1.%d.%d".formatted(number / 200, number % 200 + 1);
    node = List.of("node-a", "node-b", "node-c").get(number % 3);
    ports.add(new BackendPod.Port("web", "TCP", 8080));
  }

  // ── How it changes

  Line ready(boolean isSo) {
    isReady = isSo;
    return this;
  }

  Line leaving() {
    isLeaving = true;
    return this;
  }

  Line finished() {
    isFinished = true;
    return this;
  }

  /// It has been scheduled, and has no address yet.
  Line unplugged() {
    ip = "";
    return this;
  }

  Line labeled(Map<String, String> all) {
    labels = new TreeMap<>(all);
    return this;
  }

  Line in(String other) {
    namespace = other;
    uid = uid + "-of-" + other;
    return this;
  }

  /// Its containers name these ports, by turns a name and a number.
  Line names(Object... namesAndNumbers) {
    ports.clear();
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      ports.add(new BackendPod.Port(String.valueOf(namesAndNumbers[i]), "TCP",
          (int) namesAndNumbers[i + 1]));
    }
    return this;
  }

  Line called(String host, String below) {
    hostname = host;
    subdomain = below;
    return this;
  }

  // ── How it is seen

  String uid() {
    return uid;
  }

  String ip() {
    return ip;
  }

  BackendPod view() {
    return new BackendPod(metadata(namespace, name, uid, labels, isLeaving), node, ip, isReady, "",
        isFinished, hostname, subdomain, ports);
  }

  /// How a Service has to list it; empty when it must not.
  Optional<Endpoint> listedBy(ServiceDetail service) {
    boolean isChosen = labels.entrySet().containsAll(service.selector().entrySet())
        && namespace.equals(service.metadata().namespace());
    if (!isChosen || isFinished || ip.isEmpty()) return Optional.empty();
    boolean isNamed = subdomain.equals(service.metadata().name());
    return Optional.of(new Endpoint(List.of(ip),
        service.publishesNotReady() || (isReady && !isLeaving), isReady, isLeaving,
        isNamed ? hostname : "", node, ZONES.getOrDefault(node, ""), List.of(), List.of(),
        new Endpoint.Target("Pod", namespace, name, uid)));
  }

  /// The ports under which that Service has to list it.
  List<Port> portsFor(ServiceDetail service) {
    return service.ports().stream().filter(port -> view().port(port).isPresent())
        .map(port -> new Port(port.name(), port.protocol(), view().port(port).getAsInt(),
            port.appProtocol()))
        .toList();
  }

  static Metadata metadata(String namespace, String name, String uid,
      SortedMap<String, String> labels, boolean isLeaving) {
    return new Metadata(namespace, name, uid, "1", 1, labels, new TreeMap<>(), List.of(),
        List.of(), Optional.of(NOON), isLeaving ? Optional.of(NOON) : Optional.empty());
  }
}
