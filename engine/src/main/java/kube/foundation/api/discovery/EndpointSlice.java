package kube.foundation.api.discovery;

import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// Some of the endpoints behind a Service, at most a hundred, all with the same ports.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
public record EndpointSlice(Metadata metadata, String addressType, List<Endpoint> endpoints,
    List<Port> ports) implements KubernetesObject {

  /// The label that names the Service.
  public static final String SERVICE_NAME = "kubernetes.io/service-name";

  /// The label that names who keeps the slice.
  public static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  /// One port, by the name that the Service gives it; 0 stands for all ports.
  public record Port(String name, String protocol, int port, String appProtocol) {

    public static Port of(JsonNode tree) {
      return new Port(Json.text(tree, "name"), Json.text(tree, "protocol"),
          Json.number(tree, "port", 0), Json.text(tree, "appProtocol"));
    }
  }

  public EndpointSlice {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
  }

  public static EndpointSlice of(Resource resource) {
    JsonNode tree = resource.tree();
    return new EndpointSlice(resource.metadata(), Json.text(tree, "addressType"),
        Json.list(tree, "endpoints", Endpoint::of), Json.list(tree, "ports", Port::of));
  }

  /// The Service that it belongs to; one without a name when it belongs to none.
  public Key service() {
    return new Key(metadata.namespace(), metadata.labels().getOrDefault(SERVICE_NAME, ""));
  }

  public boolean isManagedBy(String manager) {
    return manager.equals(metadata.labels().get(MANAGED_BY));
  }
}
