package learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.controlplane.controllermanager.endpointslice.SliceControl;
import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// Keeps the list of who stands behind a Service: corrects the slices that are there, fills those that
/// it writes anyway, and only then takes a new one.
public final class MyEndpointSliceController implements EndpointSliceController {

  private static final int AT_MOST = 100;

  @Override
  public Result reconcile(Key key, Lister<ServiceDetail> services, Lister<BackendPod> pods,
      Lister<EndpointSlice> slices, SliceControl control) {
    Optional<ServiceDetail> service = services.get(key)
        .filter(found -> !found.selector().isEmpty() && !found.isExternalName());
    if (service.isEmpty()) return Result.done();
    Map<List<Port>, Map<String, Endpoint>> wanted = wanted(service.get(),
        pods.list(key.namespace()), control);
    List<Draft> drafts = new ArrayList<>();
    slices.list(key.namespace()).stream()
        .filter(slice -> slice.isManagedBy(MANAGER) && slice.service().equals(key))
        .forEach(slice -> drafts.add(corrected(slice, wanted, control)));
    wanted.forEach((ports, rest) -> place(ports, new ArrayList<>(rest.values()), drafts));
    if (drafts.stream().allMatch(draft -> draft.endpoints.isEmpty())) keepOneEmpty(drafts);
    drafts.forEach(draft -> draft.write(control));
    return Result.done();
  }

  // ── Who should be listed

  /// The endpoints by the ports that they share, and among these by the uid of the Pod.
  private static Map<List<Port>, Map<String, Endpoint>> wanted(ServiceDetail service,
      List<BackendPod> pods, SliceControl control) {
    Map<String, String> zones = new HashMap<>();
    Map<List<Port>, Map<String, Endpoint>> wanted = new LinkedHashMap<>();
    for (BackendPod pod : pods) {
      boolean isChosen = pod.metadata().labels().entrySet()
          .containsAll(service.selector().entrySet());
      if (!isChosen || pod.finished() || pod.ip().isEmpty()) continue;
      String zone = zones.computeIfAbsent(pod.nodeName(), control::zoneOf);
      wanted.computeIfAbsent(ports(service, pod), _ -> new LinkedHashMap<>())
          .put(pod.metadata().uid(), endpoint(service, pod, zone));
    }
    return wanted;
  }

  private static List<Port> ports(ServiceDetail service, BackendPod pod) {
    List<Port> ports = new ArrayList<>();
    service.ports().forEach(port -> pod.port(port).ifPresent(
        number -> ports.add(new Port(port.name(), port.protocol(), number, port.appProtocol()))));
    return List.copyOf(ports);
  }

  private static Endpoint endpoint(ServiceDetail service, BackendPod pod, String zone) {
    boolean isLeaving = pod.metadata().isBeingDeleted();
    boolean isReady = service.publishesNotReady() || (pod.ready() && !isLeaving);
    boolean isNamed = pod.subdomain().equals(service.metadata().name());
    return new Endpoint(List.of(pod.ip()), isReady, pod.ready(), isLeaving,
        isNamed ? pod.hostname() : "", pod.nodeName(), zone, List.of(), List.of(),
        new Endpoint.Target("Pod", pod.metadata().namespace(), pod.metadata().name(),
            pod.metadata().uid()));
  }

  // ── Where they are listed

  /// A slice as it shall be; a new one has none before.
  private static final class Draft {
    final Optional<EndpointSlice> before;
    final List<Endpoint> endpoints = new ArrayList<>();
    List<Port> ports;
    boolean isOutdated;
    boolean staysEmpty;

    Draft(Optional<EndpointSlice> before, List<Port> ports) {
      this.before = before;
      this.ports = ports;
    }

    boolean isChanged() {
      return isOutdated || before.filter(slice -> slice.ports().equals(ports)
          && slice.endpoints().equals(endpoints)).isEmpty();
    }

    int room() {
      return AT_MOST - endpoints.size();
    }

    void fill(List<Endpoint> rest) {
      List<Endpoint> moved = rest.subList(0, Math.min(room(), rest.size()));
      endpoints.addAll(moved);
      moved.clear();
    }

    void write(SliceControl control) {
      if (before.isEmpty()) control.create(ports, endpoints);
      else if (endpoints.isEmpty() && !staysEmpty) control.delete(before.get());
      else if (isChanged()) control.update(before.get(), ports, endpoints);
    }
  }

  /// The slice with those who are still wanted, as they are now. They are taken out of `wanted`.
  private static Draft corrected(EndpointSlice slice,
      Map<List<Port>, Map<String, Endpoint>> wanted, SliceControl control) {
    Draft draft = new Draft(Optional.of(slice), slice.ports());
    draft.isOutdated = control.isOutdated(slice);
    Map<String, Endpoint> missing = wanted.getOrDefault(slice.ports(), new HashMap<>());
    for (Endpoint endpoint : slice.endpoints()) {
      Optional.ofNullable(missing.remove(endpoint.target().uid())).ifPresent(draft.endpoints::add);
    }
    return draft;
  }

  /// First into what is written anyway, then together into one slice with room, then into new ones.
  private static void place(List<Port> ports, List<Endpoint> rest, List<Draft> drafts) {
    List<Draft> fitting = drafts.stream().filter(draft -> draft.ports.equals(ports)).toList();
    fitting.stream().filter(Draft::isChanged).forEach(draft -> draft.fill(rest));
    fitting.stream().filter(draft -> draft.room() >= rest.size())
        .min(Comparator.comparing(Draft::room)).ifPresent(draft -> draft.fill(rest));
    while (!rest.isEmpty()) {
      Draft fresh = new Draft(Optional.empty(), ports);
      fresh.fill(rest);
      drafts.add(fresh);
    }
  }

  /// A Service without backends keeps one slice, which says that somebody has looked.
  private static void keepOneEmpty(List<Draft> drafts) {
    if (drafts.isEmpty()) drafts.add(new Draft(Optional.empty(), List.of()));
    Draft first = drafts.getFirst();
    first.ports = List.of();
    first.staysEmpty = true;
  }
}
