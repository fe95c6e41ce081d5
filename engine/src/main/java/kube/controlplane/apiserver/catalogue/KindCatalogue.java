package kube.controlplane.apiserver.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.api.kinds.ClusterKinds;

/// Every kind that one API server serves at this moment.
///
/// The built-in ones are there from the beginning; custom ones come and go with their definitions.
/// Kinds of APIs that are off by default are neither told of nor served, unless somebody switches
/// them on. Our scheduler alone reads them always, as if it had to find out that there are none.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/#enabling-or-disabling
///
/// Owned by the loop.
public final class KindCatalogue {

  /// A place of the API: where a collection is served.
  private record Place(String group, String version, String plural) {}

  /// The built-in kinds: those that discovery names, and one that it does not.
  private static final List<Kind<?>> BUILT_IN = Stream.<Kind<?>>concat(Kinds.ALL.stream(),
      Stream.of(AccessKinds.SELF_SUBJECT_REVIEW_V1BETA1)).toList();

  private final List<Kind<?>> toldOf;
  private final List<ServedKind> added = new ArrayList<>();
  private final Map<Place, ServedKind> found = new HashMap<>();
  private long changes;

  /// What a plain cluster serves.
  public KindCatalogue() {
    this(Set.of());
  }

  /// @param switchedOn groups and versions such as `scheduling.k8s.io/v1beta1`, besides those that
  ///   are on by default
  public KindCatalogue(Set<String> switchedOn) {
    this.toldOf = Kinds.ALL.stream().filter(kind -> !ClusterKinds.OFF_BY_DEFAULT.contains(kind)
        || switchedOn.contains(kind.apiVersion())).toList();
  }

  /// Whether nobody but our own components finds the kind, because its API is off.
  public boolean isHidden(ServedKind served) {
    return ClusterKinds.OFF_BY_DEFAULT.contains(served.kind()) && !toldOf.contains(served.kind());
  }

  /// What is served at this place of the API.
  public Optional<ServedKind> find(String group, String version, String plural) {
    Place place = new Place(group, version, plural);
    ServedKind known = found.get(place);
    if (known != null) return Optional.of(known);
    Optional<ServedKind> seen = look(place);
    seen.ifPresent(served -> found.put(place, served));
    return seen;
  }

  /// Whether the path lies in a group that every cluster serves, whatever it asks for there.
  public boolean isOfBuiltInGroup(String path) {
    String[] steps = path.split("/", 4);
    if (steps.length < 2) return false;
    if (steps[1].equals("api")) return true;
    return steps.length > 2 && steps[1].equals("apis")
        && BUILT_IN.stream().anyMatch(kind -> kind.group().equals(steps[2]));
  }

  /// The kind of an object that says `apiVersion` and `kind` of itself.
  public Optional<ServedKind> of(String apiVersion, String name) {
    return Stream.concat(BUILT_IN.stream(), added.stream().map(ServedKind::kind))
        .filter(kind -> kind.name().equals(name) && kind.apiVersion().equals(apiVersion))
        .findFirst().map(this::of);
  }

  /// The same kind, with all that it takes to serve it.
  public ServedKind of(Kind<?> kind) {
    return find(kind.group(), kind.version(), kind.plural())
        .orElseThrow(() -> new IllegalArgumentException("not served: " + kind));
  }

  /// All kinds in the order of discovery, each in each version that it is served in.
  public List<Kind<?>> kinds() {
    return Stream.<Kind<?>>concat(toldOf.stream(), added.stream().map(ServedKind::kind))
        .toList();
  }

  /// Serves a further kind from now on, or the same one in another way.
  public void add(ServedKind more) {
    remove(more.kind());
    added.add(more);
    changed();
  }

  /// Serves the kind in this version no longer; does nothing if it was not added before.
  public void remove(Kind<?> kind) {
    added.removeIf(
        known -> isAt(known.kind(), new Place(kind.group(), kind.version(), kind.plural())));
    changed();
  }

  /// Counts the changes: who derives something from the catalogue learns when to do it anew.
  public long changes() {
    return changes;
  }

  private void changed() {
    found.clear();
    changes++;
  }

  private Optional<ServedKind> look(Place place) {
    return added.stream().filter(known -> isAt(known.kind(), place)).findFirst()
        .or(() -> BUILT_IN.stream().filter(kind -> isAt(kind, place)).findFirst()
            .map(ServedKind::builtIn));
  }

  private static boolean isAt(Kind<?> kind, Place place) {
    return kind.plural().equals(place.plural) && kind.group().equals(place.group)
        && kind.version().equals(place.version);
  }
}
