package catalog.controllers.endpointslice_controller;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.controlplane.controllermanager.endpointslice.SliceControl;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// A Service, Pods, slices, and an API server that does what the controller asks, and counts it.
final class Switchboard implements SliceControl {
  static final Key SHOP = new Key("default", "shop");
  private static final String OURS = EndpointSliceController.MANAGER;
  private static final int FAR_TOO_MANY = 3_000;

  private final Map<String, Line> lines = new TreeMap<>();
  private final Map<String, EndpointSlice> slices = new TreeMap<>();
  private final TreeSet<String> outdated = new TreeSet<>();
  private final List<String> writes = new ArrayList<>();
  private EndpointSliceController controller;
  private Optional<ServiceDetail> service = Optional.of(Shop.PLAIN.view());
  private String story = "";
  private int pods;
  private int made;

  Switchboard(EndpointSliceController controller) {
    this.controller = controller;
  }

  // ── What happens around the controller

  Switchboard telling(String sentences) {
    story = sentences;
    return this;
  }

  Switchboard wishes(Shop shop) {
    service = Optional.of(shop.view());
    return this;
  }

  Switchboard withoutService() {
    service = Optional.empty();
    return this;
  }

  /// One more Pod, which is ready.
  Line line() {
    Line line = new Line(pods++);
    lines.put(line.uid(), line);
    return line;
  }

  List<Line> lines(int count) {
    return Stream.generate(this::line).limit(count).toList();
  }

  void hangUp(Line line) {
    lines.values().remove(line);
  }

  /// A slice that somebody wrote before.
  EndpointSlice slice(String owner, String manager, List<Port> ports, List<Endpoint> endpoints) {
    return keep("%s-%04d".formatted(owner, ++made), owner, manager, ports, endpoints);
  }

  /// So many Pods, listed as they are in a slice of ours.
  List<Line> listed(int count) {
    List<Line> its = lines(count);
    slice("shop", OURS, its.getFirst().portsFor(service.orElseThrow()), right(its));
    return its;
  }

  List<Endpoint> right(List<Line> its) {
    return its.stream().flatMap(line -> line.listedBy(service.orElseThrow()).stream()).toList();
  }

  /// Its labels are not up to date.
  Switchboard outdates(EndpointSlice slice) {
    outdated.add(slice.metadata().name());
    return this;
  }

  Switchboard restart(EndpointSliceController fresh) {
    controller = fresh;
    return this;
  }

  /// One pass for the Service. What was written before is forgotten.
  Switchboard pass() {
    writes.clear();
    Result result = controller.reconcile(SHOP, Shelf.of(service.stream()),
        Shelf.of(lines.values().stream().map(Line::view)),
        Shelf.of(slices.values().stream()), this);
    about("`Result.done()`").because("You will be called when something has changed.")
        .failUnless(result instanceof Result.Done);
    return this;
  }

  // ── What the controller does

  @Override
  public String zoneOf(String node) {
    return Line.ZONES.getOrDefault(node, "");
  }

  @Override
  public boolean isOutdated(EndpointSlice slice) {
    return outdated.contains(slice.metadata().name());
  }

  @Override
  public void create(List<Port> ports, List<Endpoint> endpoints) {
    wrote("create", keep("shop-%04d".formatted(++made), "shop", OURS, ports, endpoints));
  }

  @Override
  public void update(EndpointSlice slice, List<Port> ports, List<Endpoint> endpoints) {
    EndpointSlice there = there(slice);
    wrote("update", there);
    outdated.remove(there.metadata().name());
    slices.put(there.metadata().name(), new EndpointSlice(there.metadata(), "IPv4", endpoints,
        ports));
  }

  @Override
  public void delete(EndpointSlice slice) {
    wrote("delete", there(slice));
    slices.remove(slice.metadata().name());
  }

  private EndpointSlice there(EndpointSlice slice) {
    return Optional.ofNullable(slices.get(slice.metadata().name()))
        .orElseThrow(() -> about("a write to a slice that is there")
            .because("Nobody can change what is gone.").asFailure());
  }

  private void wrote(String what, EndpointSlice slice) {
    writes.add(what + " " + slice.metadata().name());
    about("a pass that comes to an end").because("Each write goes to every node.")
        .failWhen(writes.size() > FAR_TOO_MANY);
  }

  private EndpointSlice keep(String name, String owner, String manager, List<Port> ports,
      List<Endpoint> endpoints) {
    TreeMap<String, String> labels = new TreeMap<>(Map.of(EndpointSlice.SERVICE_NAME, owner,
        EndpointSlice.MANAGED_BY, manager));
    EndpointSlice slice = new EndpointSlice(Line.metadata("default", name, "uid-of-" + name,
        labels, false), "IPv4", endpoints, ports);
    slices.put(name, slice);
    return slice;
  }

  // ── What came of it

  List<String> writes() {
    return List.copyOf(writes);
  }

  /// The slices of the Service that are the controller's own.
  List<EndpointSlice> ours() {
    return slices.values().stream()
        .filter(slice -> slice.isManagedBy(OURS) && slice.service().equals(SHOP)).toList();
  }

  /// The slice as it is now.
  Optional<EndpointSlice> now(EndpointSlice slice) {
    return Optional.ofNullable(slices.get(slice.metadata().name()));
  }

  /// How the slices have to be, as one line for each Pod.
  Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Line line : lines.values()) {
      service.flatMap(line::listedBy).ifPresent(endpoint -> wanted.put(endpoint.target().name(),
          Listing.shown(line.portsFor(service.orElseThrow()), endpoint)));
    }
    return wanted;
  }

  /// Begins a verdict: what we did, what the slices are, and what was written in the last pass.
  Feedback about(String needed) {
    return weDid(story).youAnswered(Listing.all(ours()) + " In your last pass you wrote: "
        + Listing.few(writes, "nothing") + ".").weNeeded("We needed " + needed + ".")
        .read("L18#fact-conditions");
  }

  /// Fails unless everybody who stands behind the Service is listed once, as it is.
  Switchboard mustBeRight(String because) {
    Listing.complaint(wanted(), ours()).ifPresent(needed -> {
      throw about(needed).because(because).asFailure();
    });
    return this;
  }

  /// Fails unless so much was written in the last pass, at most.
  Switchboard mustWrite(int most, String because) {
    about(most == 0 ? "no write" : most == 1 ? "one write" : most + " writes at most")
        .because(because).read("L18#fact-few").failWhen(writes.size() > most);
    return this;
  }

  /// The copy that the controller reads, which is never late here.
  private record Shelf<T extends KubernetesObject>(List<T> objects) implements Lister<T> {

    static <T extends KubernetesObject> Shelf<T> of(Stream<T> objects) {
      return new Shelf<>(objects.toList());
    }

    @Override
    public Optional<T> get(Key key) {
      return objects.stream().filter(object -> object.key().equals(key)).findFirst();
    }

    @Override
    public List<T> list(String namespace) {
      return objects.stream()
          .filter(object -> namespace.isEmpty() || object.key().namespace().equals(namespace))
          .toList();
    }
  }
}
