package kube.controlplane.controllermanager.endpointslice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;

/// What has to change about the slices of a Service. A pure function.
///
/// Endpoints stay in the slice in which they are: every slice that changes goes out to every node of
/// the cluster, so the plan changes few slices rather than filling all of them well.
///
/// @param changed slices to be written again, with their new content
record SlicePlan(List<Content> created, List<Changed> changed, List<EndpointSlice> deleted) {

  /// What a slice lists.
  record Content(List<Port> ports, List<Endpoint> endpoints) {}

  /// A slice as it is, and what it should list.
  record Changed(EndpointSlice slice, List<Port> ports, List<Endpoint> endpoints) {}

  static final int ENDPOINTS_AT_MOST = 100;

  /// @param isOutdated whether something else than the endpoints of a slice needs to be written
  static SlicePlan decide(List<EndpointSlice> existing, Map<List<Port>, List<Endpoint>> wanted,
      Predicate<EndpointSlice> isOutdated) {
    SlicePlan plan = new SlicePlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (EndpointSlice slice : existing) {
      if (!wanted.containsKey(slice.ports()) && !isPlaceholder(slice, wanted)) {
        plan.deleted.add(slice);
      }
    }
    wanted.forEach((ports, endpoints) -> plan.forPorts(ports, endpoints, existing, isOutdated));
    boolean noneLeft = plan.created.isEmpty() && existing.size() == plan.deleted.size();
    if (noneLeft) plan.created.add(new Content(List.of(), List.of()));
    plan.recycle();
    return plan;
  }

  /// One write instead of two: a slice to be deleted becomes one that is needed.
  private void recycle() {
    while (!created.isEmpty() && !deleted.isEmpty()) {
      Content content = created.removeFirst();
      changed.add(new Changed(deleted.removeFirst(), content.ports, content.endpoints));
    }
  }

  /// A Service without endpoints keeps one empty slice: it says that somebody has looked.
  private static boolean isPlaceholder(EndpointSlice slice,
      Map<List<Port>, List<Endpoint>> wanted) {
    return wanted.isEmpty() && slice.endpoints().isEmpty() && slice.ports().isEmpty();
  }

  private void forPorts(List<Port> ports, List<Endpoint> endpoints, List<EndpointSlice> existing,
      Predicate<EndpointSlice> isOutdated) {
    Map<String, Endpoint> missing = new LinkedHashMap<>();
    endpoints.forEach(endpoint -> missing.put(identity(endpoint), endpoint));
    List<Changed> open = new ArrayList<>();
    List<EndpointSlice> untouched = new ArrayList<>();
    for (EndpointSlice slice : existing) {
      if (!slice.ports().equals(ports)) continue;
      List<Endpoint> kept = keep(slice, missing);
      if (kept.equals(slice.endpoints()) && !isOutdated.test(slice)) untouched.add(slice);
      else
        open.add(new Changed(slice, ports, kept));
    }
    List<Endpoint> rest = new ArrayList<>(missing.values());
    open.forEach(changed -> fill(changed.endpoints, rest));
    fitting(untouched, rest.size()).ifPresent(slice -> {
      List<Endpoint> together = new ArrayList<>(slice.endpoints());
      fill(together, rest);
      open.add(new Changed(slice, ports, together));
    });
    while (!rest.isEmpty()) {
      List<Endpoint> fresh = new ArrayList<>();
      fill(fresh, rest);
      created.add(new Content(ports, fresh));
    }
    for (Changed changed : open) {
      if (changed.endpoints.isEmpty()) deleted.add(changed.slice);
      else
        this.changed.add(changed);
    }
  }

  /// The slice's endpoints that are still wanted, as they look now.
  private static List<Endpoint> keep(EndpointSlice slice, Map<String, Endpoint> missing) {
    List<Endpoint> kept = new ArrayList<>();
    for (Endpoint endpoint : slice.endpoints()) {
      Endpoint now = missing.remove(identity(endpoint));
      if (now != null) kept.add(now);
    }
    return kept;
  }

  private static void fill(List<Endpoint> slice, List<Endpoint> rest) {
    int room = Math.clamp(ENDPOINTS_AT_MOST - slice.size(), 0, rest.size());
    List<Endpoint> moved = rest.subList(0, room);
    slice.addAll(moved);
    moved.clear();
  }

  /// The fullest slice with room for all of them.
  private static Optional<EndpointSlice> fitting(List<EndpointSlice> slices, int count) {
    return slices.stream()
        .filter(slice -> count > 0 && slice.endpoints().size() + count <= ENDPOINTS_AT_MOST)
        .max(Comparator.comparingInt(slice -> slice.endpoints().size()));
  }

  /// By what an endpoint is known again when its conditions have changed.
  private static String identity(Endpoint endpoint) {
    return endpoint.address() + " " + endpoint.hostname() + " " + endpoint.nodeName() + " "
        + endpoint.target().uid();
  }
}
