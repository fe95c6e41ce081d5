package kube.foundation.api;

import java.util.List;
import java.util.Optional;

/// Every kind that this cluster serves.
public final class Kinds {

  public static final Kind<Namespace> NAMESPACE = new Kind<>("", "v1", "Namespace", "namespaces",
      List.of("ns"), List.of(), false, List.of("status", "finalize"), Namespace::of);

  public static final Kind<Node> NODE = new Kind<>("", "v1", "Node", "nodes", List.of("no"),
      List.of(), false, List.of("status"), Node::of);

  public static final Kind<Pod> POD = new Kind<>("", "v1", "Pod", "pods", List.of("po"),
      List.of("all"), true, List.of("status", "binding"), Pod::of);

  public static final Kind<Service> SERVICE = new Kind<>("", "v1", "Service", "services",
      List.of("svc"), List.of("all"), true, List.of("status"), Service::of);

  public static final Kind<Event> EVENT = new Kind<>("", "v1", "Event", "events", List.of("ev"),
      List.of(), true, List.of(), Event::of);

  public static final Kind<ReplicaSet> REPLICA_SET = new Kind<>("apps", "v1", "ReplicaSet",
      "replicasets", List.of("rs"), List.of("all"), true, List.of("status", "scale"),
      ReplicaSet::of);

  public static final Kind<Lease> LEASE = new Kind<>("coordination.k8s.io", "v1", "Lease",
      "leases", List.of(), List.of(), true, List.of(), Lease::of);

  /// All of them, in the order of discovery.
  public static final List<Kind<?>> ALL = List.of(NAMESPACE, NODE, POD, SERVICE, EVENT, REPLICA_SET,
      LEASE);

  private Kinds() {}

  /// The kind served at this place of the API.
  public static Optional<Kind<?>> find(String group, String version, String plural) {
    return ALL.stream()
        .filter(kind -> kind.group().equals(group) && kind.version().equals(version)
            && kind.plural().equals(plural))
        .findFirst();
  }

  /// The kind of an object that says `apiVersion` and `kind` of itself.
  public static Optional<Kind<?>> of(String apiVersion, String name) {
    return ALL.stream()
        .filter(kind -> kind.apiVersion().equals(apiVersion) && kind.name().equals(name))
        .findFirst();
  }
}
