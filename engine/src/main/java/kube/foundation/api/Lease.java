package kube.foundation.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A claim that runs out unless its holder renews it: a heartbeat, or leadership.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/leases/
public record Lease(Metadata metadata, String holder, Duration duration,
    Optional<Instant> renewTime) implements KubernetesObject {

  public static Lease of(Resource resource) {
    return new Lease(resource.metadata(), Json.text(resource.tree(), "spec.holderIdentity"),
        Duration.ofSeconds(Json.number(resource.tree(), "spec.leaseDurationSeconds", 0)),
        Json.time(resource.tree(), "spec.renewTime"));
  }
}
