package kube.controlplane.controllermanager.endpointslice;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// Our own EndpointSlice controller.
///
/// **Models** conditions, named ports, a hundred endpoints a slice, few writes, labels and owners,
/// `trafficDistribution` as hints, and that it never decides on a copy older than its own writes.
/// **Leaves out** IPv6 and the hints that the annotation `topology-mode: Auto` asks for.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/ ·
/// [reconciler.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/endpointslice/reconciler.go)
public final class SliceReconciler implements EndpointSliceController {

  @Override
  public Result reconcile(Key key, Lister<ServiceDetail> services, Lister<BackendPod> pods,
      Lister<EndpointSlice> slices, SliceControl control) {
    Optional<ServiceDetail> service = services.get(key).filter(SliceReconciler::isOurs);
    if (service.isEmpty()) return Result.done();
    List<EndpointSlice> existing = slices.list(key.namespace()).stream()
        .filter(slice -> slice.isManagedBy(MANAGER) && slice.service().equals(key)).toList();
    Map<List<EndpointSlice.Port>, List<Endpoint>> wanted = Backends.of(service.get(),
        pods.list(key.namespace()), control::zoneOf);
    perform(SlicePlan.decide(existing, wanted, control::isOutdated), control);
    return Result.done();
  }

  private static boolean isOurs(ServiceDetail service) {
    return !service.selector().isEmpty() && !service.isExternalName()
        && !service.metadata().isBeingDeleted();
  }

  private static void perform(SlicePlan plan, SliceControl control) {
    plan.created().forEach(content -> control.create(content.ports(), content.endpoints()));
    plan.changed().forEach(
        changed -> control.update(changed.slice(), changed.ports(), changed.endpoints()));
    plan.deleted().forEach(control::delete);
  }
}
