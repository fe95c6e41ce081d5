package learner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.controlplane.controllermanager.endpointslice.SliceControl;
import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.Endpoint.Target;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// Gives every Pod a seat in a slice: those who have one keep it, the others are seated, and what came
/// out is compared with what was there.
public final class MyEndpointSliceController implements EndpointSliceController {

  private record Guest(Endpoint endpoint, List<Port> ports) {}

  @Override
  public Result reconcile(Key key, Lister<ServiceDetail> services, Lister<BackendPod> pods,
      Lister<EndpointSlice> slices, SliceControl control) {
    ServiceDetail service = services.get(key).orElse(null);
    if (service == null || service.selector().isEmpty()) return Result.done();
    if (service.isExternalName()) return Result.done();

    Map<String, Guest> guests = guests(service, pods.list(key.namespace()), control);
    List<EndpointSlice> tables = new ArrayList<>();
    for (EndpointSlice slice : slices.list(key.namespace())) {
      if (slice.service().equals(key) && slice.isManagedBy(MANAGER)) tables.add(slice);
    }
    Set<String> standing = new LinkedHashSet<>(guests.keySet());
    List<List<Endpoint>> seated = new ArrayList<>();
    Set<Integer> dirty = new HashSet<>();
    for (int number = 0; number < tables.size(); number++) {
      EndpointSlice table = tables.get(number);
      List<Endpoint> now = new ArrayList<>();
      for (Endpoint endpoint : table.endpoints()) {
        String uid = endpoint.target().uid();
        Guest guest = guests.get(uid);
        boolean stays = guest != null && guest.ports.equals(table.ports()) && standing.remove(uid);
        if (stays) now.add(guest.endpoint);
      }
      seated.add(now);
      if (!now.equals(table.endpoints()) || control.isOutdated(table)) dirty.add(number);
    }
    List<Guest> fresh = new ArrayList<>();
    for (List<Guest> group : groups(standing, guests)) {
      List<Guest> left = seat(group, tables, seated, dirty);
      fresh.addAll(left);
    }
    write(tables, seated, dirty, fresh, control);
    return Result.done();
  }

  private static Map<String, Guest> guests(ServiceDetail service, List<BackendPod> pods,
      SliceControl control) {
    Map<String, String> zones = new TreeMap<>();
    Map<String, Guest> guests = new LinkedHashMap<>();
    next : for (BackendPod pod : pods) {
      if (!pod.canServe(true)) continue;
      for (var label : service.selector().entrySet()) {
        if (!label.getValue().equals(pod.metadata().labels().get(label.getKey()))) continue next;
      }
      if (!zones.containsKey(pod.nodeName())) {
        zones.put(pod.nodeName(), control.zoneOf(pod.nodeName()));
      }
      List<Port> ports = new ArrayList<>();
      for (ServiceDetail.Port port : service.ports()) {
        var number = pod.port(port);
        if (number.isPresent()) {
          ports.add(new Port(port.name(), port.protocol(), number.getAsInt(), port.appProtocol()));
        }
      }
      boolean leaves = pod.metadata().isBeingDeleted();
      boolean isReady = pod.ready() && !leaves || service.publishesNotReady();
      String host = pod.subdomain().equals(service.metadata().name()) ? pod.hostname() : "";
      Target target = new Target("Pod", pod.metadata().namespace(), pod.metadata().name(),
          pod.metadata().uid());
      guests.put(target.uid(), new Guest(new Endpoint(List.of(pod.ip()), isReady, pod.ready(),
          leaves, host, pod.nodeName(), String.valueOf(zones.get(pod.nodeName())), List.of(),
          List.of(), target), ports));
    }
    return guests;
  }

  private static List<List<Guest>> groups(Set<String> standing, Map<String, Guest> guests) {
    Map<List<Port>, List<Guest>> groups = new LinkedHashMap<>();
    for (String uid : standing) {
      Guest guest = guests.get(uid);
      groups.computeIfAbsent(guest.ports, _ -> new ArrayList<>()).add(guest);
    }
    return List.copyOf(groups.values());
  }

  /// Seats a group with the same ports; answers who found no place.
  private static List<Guest> seat(List<Guest> group, List<EndpointSlice> tables,
      List<List<Endpoint>> seated, Set<Integer> dirty) {
    List<Guest> left = new ArrayList<>(group);
    int best = -1;
    for (int number = 0; number < tables.size(); number++) {
      if (!tables.get(number).ports().equals(group.getFirst().ports)) continue;
      while (dirty.contains(number) && !left.isEmpty() && seated.get(number).size() < 100) {
        seated.get(number).add(left.removeFirst().endpoint);
      }
    }
    for (int number = 0; number < tables.size(); number++) {
      boolean fits = tables.get(number).ports().equals(group.getFirst().ports)
          && seated.get(number).size() + left.size() <= 100;
      if (fits && (best < 0 || seated.get(number).size() > seated.get(best).size())) best = number;
    }
    if (best >= 0 && !left.isEmpty()) {
      for (Guest guest : left) seated.get(best).add(guest.endpoint);
      dirty.add(best);
      left.clear();
    }
    return left;
  }

  private static void write(List<EndpointSlice> tables, List<List<Endpoint>> seated,
      Set<Integer> dirty, List<Guest> fresh, SliceControl control) {
    boolean isNobodyThere = fresh.isEmpty() && seated.stream().allMatch(List::isEmpty);
    boolean isSaid = false;
    for (int number = 0; number < tables.size(); number++) {
      EndpointSlice table = tables.get(number);
      if (!seated.get(number).isEmpty()) {
        if (dirty.contains(number)) control.update(table, table.ports(), seated.get(number));
      } else if (isNobodyThere && !isSaid) {
        boolean isRight = table.ports().isEmpty() && !dirty.contains(number);
        if (!isRight) control.update(table, List.of(), List.of());
        isSaid = true;
      } else {
        control.delete(table);
      }
    }
    if (isNobodyThere && !isSaid) control.create(List.of(), List.of());
    while (!fresh.isEmpty()) {
      List<Port> ports = fresh.getFirst().ports;
      List<Endpoint> some = fresh.stream().filter(guest -> guest.ports.equals(ports)).limit(100)
          .map(Guest::endpoint).toList();
      control.create(ports, some);
      fresh.removeIf(guest -> some.contains(guest.endpoint));
    }
  }
}
